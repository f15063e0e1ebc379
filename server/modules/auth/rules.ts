/** A session ends 30 days after signing in, and before that when it was not used for 14. Hours, for days have no fixed length. */
export const sessionLifetime = { hours: 24 * 30 }
export const idleLifetime = { hours: 24 * 14 }

/** Whoever is owner or admin anywhere signs in each day, and after an hour away: their session could let others in. */
const managerLifetime = { hours: 12 }
const managerIdleLifetime = { hours: 1 }

/** Of a session `s`, beside what all sessions are held to. `is_manager` is the role of now, not that of the sign-in. */
export type Lasting = { created_at: string; last_used_at: string; is_manager: boolean }
export const isManager = `exists (select from memberships m where m.user_id = s.user_id and m.role in ('owner', 'admin'))`

export function isOver({ created_at, last_used_at, is_manager }: Lasting, now: Temporal.Instant): boolean {
  const isAfter = (from: string, lifetime: { hours: number }) =>
    Temporal.Instant.compare(now, Temporal.Instant.from(from).add(lifetime)) >= 0
  return is_manager && (isAfter(created_at, managerLifetime) || isAfter(last_used_at, managerIdleLifetime))
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
