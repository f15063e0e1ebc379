import { habitLeast } from './habits.ts'
import type { Basis, PaymentHabit } from './schemas.ts'

type Habit = PaymentHabit['of_all']

/** "pays 9 days late", as people say it of somebody. */
function paysWords(days: number): string {
  if (days === 0) return 'on the due date'
  const count = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`
  return days > 0 ? `${count} late` : `${count} early`
}

const fromWords = ({ paid_count }: Habit) => `from ${paid_count} ${paid_count === 1 ? 'invoice' : 'invoices'}`

/** When somebody usually pays, and how sure that is. */
export function habitWords(own: Habit, ofAll: Habit): string {
  if (own.days_late_median === null) {
    const known = own.paid_count === 0 ? 'Has paid nothing yet' : `Has paid ${own.paid_count} so far: too few to tell`
    return ofAll.days_late_median === null
      ? `${known}.`
      : `${known}. Your customers usually pay ${paysWords(ofAll.days_late_median)}, ${fromWords(ofAll)}.`
  }
  const usual = `Usually pays ${paysWords(own.days_late_median)}, ${fromWords(own)}.`
  const { days_late_low: low, days_late_high: high } = own
  if (low === null || high === null || low === high) return usual
  return `${usual} Half of them between ${dayWords(low)} and ${dayWords(high)}.`
}

function dayWords(days: number): string {
  return days === 0 ? 'the due date' : paysWords(days)
}

type Told = { basis: Basis; promised_date: string | null; own: Habit; of_all: Habit; is_late: boolean }

/** Why money is expected on a day, or why on none. */
export function reasonWords({ basis, promised_date, own, of_all, is_late }: Told): string {
  const habit = own.days_late_median === null ? of_all : own
  if (basis === 'settled') return 'Nothing is due.'
  if (basis === 'disputed') return 'Disputed: no day can be told.'
  if (basis === 'promise') return `Promised for ${dateWords(promised_date!)}.`
  if (basis === 'terms') return 'Too little was paid so far to tell: the due date stands.'
  if (basis === 'beyond')
    return habit.days_late_median === null
      ? 'Overdue, and too little was paid so far to tell.'
      : 'Later than any invoice before: no day can be told.'
  const who = own.paid_count < habitLeast ? 'A new customer; yours usually pay' : 'Usually pays'
  const usual = `${who} ${paysWords(habit.days_late_median!)}, ${fromWords(habit)}.`
  return is_late ? `Later than usual already. ${usual}` : usual
}

/** 3 September 2026. */
const dateWords = (date: string): string =>
  Temporal.PlainDate.from(date).toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
