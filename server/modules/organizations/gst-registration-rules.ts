import type { GstRegistration } from './schemas.ts'

export type Period = Pick<GstRegistration, 'id' | 'gst_reg_no' | 'from_date' | 'to_date'>
/** What to write so that the history says what is wanted; or why it cannot be said. */
export type Plan =
  | { insert?: Omit<Period, 'id'>; update?: Period; remove?: Period }
  | { refusal: string; field: 'gst_registered_from' | 'gst_registered_to' }

type Wanted = { gst_reg_no: string; from_date: string } | undefined

/**
 * `history` is newest first and never overlaps. A new number with a later day follows on what was; otherwise a change
 * corrects what was entered. `last_day` ends a registration, and one that would end before it began never was.
 */
export function planHistory(history: Period[], wanted: Wanted, last_day: string, is_day_given: boolean): Plan {
  const [latest, before] = history
  const open = latest?.to_date === null ? latest : undefined
  const ending = open ?? (is_day_given ? latest : undefined)
  if (!wanted) return ending ? endOf(ending, last_day, is_day_given) : {}
  if (is_day_given)
    return { refusal: 'Only what ends has a last day: say is_gst_registered false.', field: 'gst_registered_to' }
  const isSame = wanted.from_date === latest?.from_date
  // Ended by mistake, or its number mistyped.
  if (latest && isSame)
    return open?.gst_reg_no === wanted.gst_reg_no ? {} : { update: { ...latest, ...wanted, to_date: null } }
  if (!open) return follows(latest, wanted) ?? { insert: { ...wanted, to_date: null } }
  if (open.gst_reg_no === wanted.gst_reg_no || wanted.from_date < open.from_date)
    return follows(before, wanted) ?? { update: { ...open, ...wanted } }
  return { update: { ...open, to_date: dayBefore(wanted.from_date) }, insert: { ...wanted, to_date: null } }
}

function endOf(open: Period, to_date: string, is_day_given: boolean): Plan {
  if (to_date >= open.from_date) return { update: { ...open, to_date } }
  if (!is_day_given) return { remove: open }
  return { refusal: `The registration began on ${open.from_date}.`, field: 'gst_registered_to' }
}

function follows(former: Period | undefined, { from_date }: { from_date: string }): Plan | undefined {
  if (!former?.to_date || from_date > former.to_date) return undefined
  return {
    refusal: `The registration before ended on ${former.to_date}. Enter a later day.`,
    field: 'gst_registered_from',
  }
}

export const dayBefore = (day: string): string => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()
