export type PayNow = {
  uen: string
  amount_cents?: number | undefined
  reference?: string | undefined
  merchant_name: string
  expiry_date?: string | undefined
  amount_editable?: boolean | undefined
}

/** The text inside a PayNow code: EMVCo merchant-presented QR, as SGQR uses it. No amount makes a reusable code. */
export function paynowPayload({
  uen,
  amount_cents = 0,
  reference,
  merchant_name,
  expiry_date,
  ...rest
}: PayNow): string {
  const is_static = amount_cents === 0
  const account = [
    field('00', 'SG.PAYNOW'),
    field('01', PROXY_IS_UEN),
    field('02', checked('UEN', uen, /^[0-9A-Z]{9,16}$/)),
    field('03', (rest.amount_editable ?? is_static) ? '1' : '0'),
    expiry_date ? field('04', checked('expiry date', expiry_date, /^\d{4}-\d\d-\d\d$/).replaceAll('-', '')) : '',
  ]
  const unsigned = [
    field('00', '01'),
    field('01', is_static ? '11' : '12'),
    field('26', account.join('')),
    field('52', '0000'),
    field('53', SGD),
    is_static ? '' : field('54', dollars(amount_cents)),
    field('58', 'SG'),
    field('59', merchantName(merchant_name)),
    field('60', 'Singapore'),
    reference ? field('62', field('01', checked('reference', reference, /^[\x20-\x7e]{1,25}$/))) : '',
    '6304',
  ].join('')
  return unsigned + crc16(unsigned)
}

const PROXY_IS_UEN = '2'
const SGD = '702'
/** Thirteen characters with the point: what the standard leaves for an amount. */
export const PAYNOW_MAX_CENTS = 999_999_999_999

function field(tag: string, value: string): string {
  return tag + String(value.length).padStart(2, '0') + value
}

function checked(what: string, value: string, shape: RegExp): string {
  if (!shape.test(value)) throw new Error(`A PayNow code cannot carry the ${what} ${JSON.stringify(value)}.`)
  return value
}

function dollars(cents: number): string {
  if (!Number.isInteger(cents) || cents < 0 || cents > PAYNOW_MAX_CENTS)
    throw new Error(`A PayNow code cannot carry an amount of ${cents} cents.`)
  const digits = String(cents).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Letters that Unicode does not take apart into a base letter and an accent. */
const LETTERS: Record<string, string> = { ß: 'SS', Æ: 'AE', Œ: 'OE', Ø: 'O', Đ: 'D', Ð: 'D', Ł: 'L', Þ: 'TH', ı: 'I' }
const PUNCTUATION: Record<string, string> = { '‘': "'", '’': "'", '“': '"', '”': '"', '–': '-', '—': '-' }

/** Banks show this name as typed: plain capitals, and `NA` when nothing of it can be written so. */
function merchantName(name: string): string {
  const plain = Array.from(name.toUpperCase().normalize('NFKD'), (char) => LETTERS[char] ?? PUNCTUATION[char] ?? char)
  const ascii = plain
    .join('')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[^\x20-\x7e]/g, '')
  return ascii.replaceAll(/ +/g, ' ').trim().slice(0, 25).trim() || 'NA'
}

/** CRC-16/CCITT-FALSE over the ASCII text. */
function crc16(text: string): string {
  let crc = 0xffff
  for (const char of text) {
    crc ^= char.charCodeAt(0) << 8
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}
