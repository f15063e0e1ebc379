/** A session ends 30 days after signing in, and before that when it was not used for 14. Hours, for days have no fixed length. */
export const sessionLifetime = { hours: 24 * 30 }
export const idleLifetime = { hours: 24 * 14 }

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
