/** Whose requests are counted together. */
export type Policy = 'user' | 'organization' | 'address'
export type Charge = { policy: Policy; id: string }
/** What the caller is told: the values of `RateLimit-Policy` and `RateLimit`, and which quotas are used up, if any. */
export type Standing = { policies: string; limits: string; violated: Policy[]; retry_after_s: number }
export type RateLimiter = { charge: (charges: readonly Charge[], cost: number, now_ms: number) => Standing }

const window_s = 60
const window_ms = window_s * 1_000
/** Past this many, buckets that are full again are forgotten; then those that were made first. */
const bucketsMax = 50_000

/**
 * Buckets in the memory of this process that fill up evenly, so that nobody waits for the turn of a minute. An
 * organisation may ask four times as often as one of its users, an address before sign-in twice as often.
 */
export function createRateLimiter(per_minute: number): RateLimiter {
  const quotas: Record<Policy, number> = { user: per_minute, organization: per_minute * 4, address: per_minute * 2 }
  /** When each bucket will be full again. */
  const fullAt = new Map<string, number>()

  return {
    charge(charges, cost, now_ms) {
      const states = charges.map(({ policy, id }) => {
        const quota = quotas[policy]
        const key = `${policy} ${id}`
        const known = fullAt.get(key) ?? 0
        // No bucket takes longer than a window to fill: then the clock was set back, and nobody shall wait for it.
        const from = known > now_ms + window_ms ? now_ms : Math.max(known, now_ms)
        return { policy, quota, key, from, to: from + (Math.min(cost, quota) * window_ms) / quota }
      })
      const refusing = states.filter(({ to }) => to - now_ms > window_ms)
      // A refused request takes nothing from any bucket.
      if (!refusing.length) for (const { key, to } of states) fullAt.set(key, to)
      if (fullAt.size > bucketsMax) forget(fullAt, now_ms)
      return {
        policies: states.map(({ policy, quota }) => `"${policy}";q=${quota};w=${window_s}`).join(', '),
        limits: states
          .map(({ policy, quota, from, to }) => {
            const left_ms = (refusing.length ? from : to) - now_ms
            const remaining = Math.floor(((window_ms - left_ms) * quota) / window_ms + 1e-6)
            return `"${policy}";r=${Math.max(remaining, 0)};t=${Math.ceil(left_ms / 1_000)}`
          })
          .join(', '),
        violated: refusing.map(({ policy }) => policy),
        retry_after_s: Math.ceil(Math.max(0, ...refusing.map(({ to }) => to - now_ms - window_ms)) / 1_000),
      }
    },
  }
}

function forget(fullAt: Map<string, number>, now_ms: number): void {
  for (const [key, at] of fullAt) if (at <= now_ms) fullAt.delete(key)
  for (const key of fullAt.keys()) {
    if (fullAt.size <= bucketsMax / 2) break
    fullAt.delete(key)
  }
}

/** A household or an office has a whole /64 of IPv6 addresses, so they count as one. */
export function addressBucket(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped || !ip.includes(':')) return mapped ?? ip
  const [head = '', tail] = ip.split('::')
  const [front, back] = [groups(head), groups(tail ?? '')]
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length
  return [...front, ...Array.from({ length: zeros }, () => '0'), ...back].slice(0, 4).join(':')
}

const groups = (text: string): string[] => (text ? text.split(':') : [])
