/**
 * Reads an EMVCo merchant-presented code by the book alone (tag, length, value; CRC-16/CCITT-FALSE over all before it),
 * and knows nothing of what writes them.
 */
export type Emv = Map<string, string>

export function parseEmv(text: string): Emv {
  const fields = parseFields(text)
  const [last] = [...fields.keys()].slice(-1)
  if (last !== '63') throw new Error(`The checksum must come last: ${text}`)
  const expected = crc(text.slice(0, -4))
  if (fields.get('63') !== expected) throw new Error(`The checksum is ${fields.get('63')} and should be ${expected}`)
  if (fields.get('00') !== '01') throw new Error(`Not version 01: ${text}`)
  return fields
}

/** A template holds fields like the whole does. */
export function parseFields(text: string): Emv {
  const fields: Emv = new Map()
  for (let at = 0; at < text.length;) {
    const [tag, length] = [text.slice(at, at + 2), text.slice(at + 2, at + 4)]
    if (!/^\d\d$/.test(tag) || !/^\d\d$/.test(length)) throw new Error(`No field begins at ${at}: ${text}`)
    const value = text.slice(at + 4, at + 4 + Number(length))
    if (value.length !== Number(length)) throw new Error(`Field ${tag} is cut short: ${text}`)
    if (fields.has(tag)) throw new Error(`Field ${tag} comes twice: ${text}`)
    fields.set(tag, value)
    at += 4 + value.length
  }
  return fields
}

/** What a bank reads of a PayNow code, in our words. */
export function readPayNow(text: string) {
  const fields = parseEmv(text)
  const account = parseFields(fields.get('26') ?? '')
  const amount = /^(\d+)\.(\d\d)$/.exec(fields.get('54') ?? '')
  return {
    scheme: account.get('00'),
    is_business: account.get('01') === '2',
    uen: account.get('02'),
    is_amount_locked: account.get('03') === '0',
    expiry_date: account.get('04')?.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'),
    is_single_use: fields.get('01') === '12',
    currency: fields.get('53'),
    amount_cents: amount ? Number(amount[1]! + amount[2]!) : undefined,
    country: fields.get('58'),
    merchant: fields.get('59'),
    reference: parseFields(fields.get('62') ?? '').get('01'),
  }
}

function crc(text: string): string {
  let rest = 0xffff
  for (const byte of Buffer.from(text)) {
    rest ^= byte << 8
    for (let bit = 0; bit < 8; bit++) rest = ((rest & 0x8000 ? (rest << 1) ^ 0x1021 : rest << 1) & 0xffff) >>> 0
  }
  return rest.toString(16).toUpperCase().padStart(4, '0')
}
