import type { Problem } from '#platform/schemas.ts'

const [, , slug = '', place = ''] = location.pathname.split('/')
export { place, slug }

export const home = `/portal/${slug}`
export const api = `/api/v1/portal/${encodeURIComponent(slug)}`

/** What the server refused, in its own words. */
export class Refusal extends Error {
  readonly status: number
  readonly fields: NonNullable<Problem['errors']>

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.detail ?? 'Something went wrong. Try again in a moment.')
    this.status = status
    this.fields = problem.errors ?? []
  }
}

export async function call<T>(method: string, path: string, body?: object, version?: number): Promise<T> {
  const response = await fetch(`${api}${path}`, {
    method,
    headers: {
      accept: 'application/json',
      ...(body && { 'content-type': 'application/json' }),
      ...(version && { 'if-match': `"${version}"` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Refusal(0, { detail: 'The server cannot be reached. Check your connection.' })
  })
  if (response.status === 204) return undefined as T
  const answer: unknown = await response.json().catch(() => ({}))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own server, held to this by its tests
  if (!response.ok) throw new Refusal(response.status, answer as Partial<Problem>)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own server, held to this by its tests
  return answer as T
}

export const get = <T>(path: string) => call<T>('GET', path)
