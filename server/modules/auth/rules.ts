/** A session ends 30 days after signing in, and before that when it was not used for 14. Hours, for days have no fixed length. */
export const sessionLifetime = { hours: 24 * 30 }
export const idleLifetime = { hours: 24 * 14 }

/** Whoever helps to run the installation signs in each day, and after an hour away: their session opens every organisation. */
const operatorLifetime = { hours: 12 }
const operatorIdleLifetime = { hours: 1 }

/** Of a session `s`, beside what all sessions are held to. `is_operator` is the role of now, not that of the sign-in. */
export type Lasting = { created_at: string; last_used_at: string; is_operator: boolean }
export const isOperator = `exists (select from operator_organizations oo
  join memberships om on om.organization_id = oo.organization_id and om.user_id = s.user_id)`

export function isOver({ created_at, last_used_at, is_operator }: Lasting, now: Temporal.Instant): boolean {
  const isAfter = (from: string, lifetime: { hours: number }) =>
    Temporal.Instant.compare(now, Temporal.Instant.from(from).add(lifetime)) >= 0
  return is_operator && (isAfter(created_at, operatorLifetime) || isAfter(last_used_at, operatorIdleLifetime))
}

/** What one customer of a provider controls: an IPv4 address, or the first 64 bits of an IPv6 address. */
export function networkOf(ip: string | null): string {
  if (!ip?.includes(':')) return ip ?? 'nowhere'
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped) return mapped
  const [head = '', tail] = ip.toLowerCase().split('::')
  const before = head ? head.split(':') : []
  const after = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  const groups = [...before, ...zeros, ...after].slice(0, 4)
  return groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')
}
