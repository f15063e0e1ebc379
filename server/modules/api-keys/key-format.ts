import { randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

/**
 * `nxc_live_<id>_<random>_<checksum>`: the prefix is for secret scanners, the id for looking it up, 190 random bits for
 * nobody else to know, and the checksum to refuse a misspelt or made-up key without asking the database.
 */
const pattern = /^(nxc_live_([0-9A-Za-z]{8})_[0-9A-Za-z]{32})_([0-9A-Za-z]{6})$/

export const prefixOf = (key_id: string): string => `nxc_live_${key_id}`

export function makeKey(): { key_id: string; secret: string } {
  const key_id = randomText(8)
  const body = `${prefixOf(key_id)}_${randomText(32)}`
  return { key_id, secret: `${body}_${checksum(body)}` }
}

/** The id in a key; undefined for what cannot be one. Whether it is one, the database knows. */
export function readKey(text: string): string | undefined {
  const [, body, key_id, check] = pattern.exec(text) ?? []
  return body && checksum(body) === check ? key_id : undefined
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const randomText = (length: number): string => Array.from({ length }, () => digits[randomInt(62)]).join('')

/** CRC-32 in base 62, six digits. */
function checksum(body: string): string {
  let left = crc32(body)
  let text = ''
  for (let i = 0; i < 6; i++) {
    text = digits[left % 62] + text
    left = Math.floor(left / 62)
  }
  return text
}
