import { createHmac, timingSafeEqual } from 'node:crypto'

const tolerance_s = 300

/**
 * Whether the header signs these very bytes: `t=<seconds>,v1=<hex>,…`, each v1 an HMAC-SHA256 of "t.body". Nothing of
 * the body is read. The official package lets a time in the future through, hence this. Every pair of secret and
 * signature is compared, each in constant time, so that how long it takes says nothing.
 */
export function checkSignature(
  header: string,
  body: Buffer,
  { secrets, now }: { secrets: readonly string[]; now: Temporal.Instant },
): 'good' | 'wrong' | 'too_old' | 'in_future' {
  const pairs = header.split(',').map((part) => part.split('=', 2) as [string, string?])
  const times = pairs.filter(([name]) => name === 't').map(([, value]) => value ?? '')
  const signatures = pairs.filter(([name, value]) => name === 'v1' && /^[0-9a-f]{64}$/.test(value ?? ''))
  const [time = ''] = times
  if (times.length !== 1 || !/^\d{1,11}$/.test(time) || signatures.length === 0 || signatures.length > 10)
    return 'wrong'

  const expected = secrets.map((secret) => createHmac('sha256', secret).update(`${time}.`).update(body).digest())
  const matches = signatures.map(([, hex]) => {
    const given = Buffer.from(hex!, 'hex')
    return expected.map((bytes) => timingSafeEqual(bytes, given)).includes(true)
  })
  if (!matches.includes(true)) return 'wrong'
  const age_s = now.epochMilliseconds / 1000 - Number(time)
  if (age_s > tolerance_s) return 'too_old'
  return age_s < -tolerance_s ? 'in_future' : 'good'
}
