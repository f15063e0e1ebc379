export type Value = string | Value[] | { [key: string]: Value }
export type Params = { [key: string]: Value }

/** As the official package writes them: `a[b]=1&c[0][d]=2`. A list is a record whose keys are numbers. */
export function parseForm(text: string): Params {
  const root: Params = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const keys = name.replaceAll(']', '').split('[')
    let place: Params = root
    for (const key of keys.slice(0, -1)) {
      if (!Object.hasOwn(place, key) || typeof place[key] === 'string') place[key] = Object.create(null) as Params
      place = place[key] as Params
    }
    place[keys.at(-1) || String(Object.keys(place).length)] = value
  }
  return lists(root) as Params
}

function lists(value: Value): Value {
  if (typeof value === 'string') return value
  const entries = Object.entries(value).map(([key, inner]) => [key, lists(inner)] as const)
  const isList = entries.length > 0 && entries.every(([key], i) => key === String(i))
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries)
}

export const textIn = (params: Params, name: string): string | null =>
  typeof params[name] === 'string' && params[name] !== '' ? params[name] : null

export const wordsIn = (params: Params, name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(partIn(params, name)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )

export const partIn = (params: Params, name: string): Params => {
  const part = params[name]
  return part && typeof part === 'object' && !Array.isArray(part) ? part : {}
}

export const listIn = (params: Params, name: string): Value[] => {
  const list = params[name]
  return Array.isArray(list) ? list : []
}
