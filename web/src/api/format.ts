const locale = 'en-SG'
const timeZone = 'Asia/Singapore'

const sgd = { style: 'currency', currency: 'SGD' } as const
const plain = new Intl.NumberFormat(locale, sgd)
const coded = new Intl.NumberFormat(locale, { ...sgd, currencyDisplay: 'code' })
const tile = new Intl.NumberFormat(locale, { ...sgd, notation: 'compact', maximumFractionDigits: 1 })
const amount = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 })
const whole = new Intl.NumberFormat(locale)
const clock = new Intl.DateTimeFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit' })
const distance = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
/** Three letters each, as the PDF prints them; Intl has "Sept" among them. */
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** $1,234.50, where the page says that it is in Singapore dollars. */
export const formatMoney = (cents: number) => plain.format(cents / 100)
/** SGD 1,234.50, on documents and where the currency must be seen. */
export const formatMoneyWithCode = (cents: number) => coded.format(cents / 100)
/** $133.5K, on tiles and axes only. */
export const formatMoneyCompact = (cents: number) => tile.format(cents / 100)
/** 1,234.50, in a field or beside a currency. */
export const formatAmount = (cents: number) => amount.format(cents / 100)
export const formatCount = (count: number) => whole.format(count)
/** 900 is "9%". */
export const formatRate = (basisPoints: number) => `${basisPoints / 100}%`

/** +6591234567 as +65 9123 4567; other countries group theirs differently. */
export const formatPhone = (phone: string) => phone.replace(/^(\+65)(\d{4})(\d{4})$/, '$1 $2 $3')

/** 21 Nov 2026, for a day (2026-11-21) or an instant, always as Singapore's calendar has it. */
export function formatDate(iso: string): string {
  const day = iso.length === 10 ? iso : isoDay.format(new Date(iso))
  return `${Number(day.slice(8))} ${formatMonth(day)} ${day.slice(0, 4)}`
}
/** Nov, for a month (2026-11) or a day in it. */
export const formatMonth = (iso: string) => months[Number(iso.slice(5, 7)) - 1] ?? ''
export const formatTime = (instant: string) => clock.format(new Date(instant))
export const formatDateTime = (instant: string) => `${formatDate(instant)}, ${formatTime(instant)}`
let ahead_ms = 0
/** Of the organisation one is in, whose clock tests and the demo may have moved on. */
export function keepClock(shift_seconds: number): void {
  ahead_ms = shift_seconds * 1000
}
/** Today in Singapore as YYYY-MM-DD, by the clock of the organisation, whatever zone the browser is in. */
export const today = () => isoDay.format(Date.now() + ahead_ms)

/** "2 hours ago" within seven days, else the date; put the full date in the title. */
export function formatRelative(iso: string, now = Date.now()): string {
  const seconds = Math.round((Date.parse(iso) - now) / 1000)
  const past = Math.abs(seconds)
  if (past < 45) return 'just now'
  if (past < 3600) return distance.format(Math.round(seconds / 60), 'minute')
  if (past < 86_400) return distance.format(Math.round(seconds / 3600), 'hour')
  if (past < 7 * 86_400) return distance.format(Math.round(seconds / 86_400), 'day')
  return formatDate(iso)
}

/** "1,234.5" or "$1,234.50" as 123450; null when it is not an amount. Digits only, never through a float. */
export function parseMoney(text: string): number | null {
  const match = /^(?:S?\$|SGD)?(\d{1,13})(?:\.(\d{0,2}))?$/i.exec(text.replaceAll(/[\s,]/g, ''))
  if (!match) return null
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}
