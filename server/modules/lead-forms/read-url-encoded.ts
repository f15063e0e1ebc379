import type { Submission } from './submission-schemas.ts'

const own = ['token', 'website', 'page_url', 'referrer'] as const
const fieldsMax = 200

/**
 * What a plain HTML form sends: fields by their names, `consent.email=on`, and `utm_source` and the like for the visit.
 * A name that comes twice is kept once, with both values.
 */
export function readUrlEncoded(body: string): Submission {
  const fields = new Map<string, string>()
  const consents = new Map<string, boolean>()
  const visit = new Map<string, string>()
  const rest = new Map<string, string>()
  for (const [name, value] of [...new URLSearchParams(body)].slice(0, fieldsMax)) {
    const key = name.slice(0, 100)
    if (name.startsWith('consent.')) consents.set(name.slice('consent.'.length).slice(0, 40), value !== '')
    else if (name.startsWith('utm_')) visit.set(name.slice('utm_'.length), value)
    else if ((own as readonly string[]).includes(name)) rest.set(name, value.slice(0, 1000))
    else fields.set(key, [fields.get(key), value.slice(0, 20_000)].filter(Boolean).join(', '))
  }
  const [token, website, page_url, referrer] = own.map((name) => rest.get(name))
  return {
    fields: Object.fromEntries(fields),
    consents: Object.fromEntries([...consents].slice(0, 10)),
    ...(token && { token: token.slice(0, 200) }),
    ...(website && { website }),
    ...(visit.size && { utm: { last: Object.fromEntries(visit) } }),
    ...(page_url && { page_url }),
    ...(referrer && { referrer }),
  }
}
