import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** RFC 6238 as every authenticator app knows it: SHA-1, six digits, a new code every 30 seconds. */
const step_seconds = 30
const digits = 6
/** Clocks differ, and typing takes time: the code before and the one after are good too. */
const tolerated_steps = 1
/** 160 bits, the length of the hash. */
const secret_bytes = 20

export const newTotpSecret = (): Buffer => randomBytes(secret_bytes)

export const stepAt = (now: Temporal.Instant): number => Math.floor(now.epochMilliseconds / 1000 / step_seconds)

export function totpCode(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const number = mac.readUInt32BE(mac.at(-1)! & 0xf) & 0x7fff_ffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** The step that a code belongs to, later than `last_step`; undefined when it is wrong, too old, or was used before. */
export function findStep(secret: Buffer, code: string, now: Temporal.Instant, last_step: number): number | undefined {
  const middle = stepAt(now)
  const given = Buffer.from(code)
  for (let step = middle - tolerated_steps; step <= middle + tolerated_steps; step++) {
    const expected = Buffer.from(totpCode(secret, step))
    if (step > last_step && given.length === expected.length && timingSafeEqual(given, expected)) return step
  }
  return undefined
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Base32 of RFC 4648 without padding, for whole groups of five bytes. */
export function base32(bytes: Buffer): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 5) {
    const group = bytes.readUIntBE(at, 5)
    for (let power = 7; power >= 0; power--) text += alphabet[Math.floor(group / 32 ** power) % 32]
  }
  return text
}

/** What the QR code on the screen says. */
export function totpUri(secret: Buffer, email: string): string {
  const parameters = `secret=${base32(secret)}&issuer=NexusCore&algorithm=SHA1&digits=${digits}&period=${step_seconds}`
  return `otpauth://totp/NexusCore:${encodeURIComponent(email)}?${parameters}`
}
