/*
 * Parts of statements that cut a line where the rate of GST changed in its days of service. They stand here once, so that
 * a draft that is issued later and a run that bills late come to the same cent and the same words.
 */

/** First to last day, as people write it; `to` is the day after. */
export function daysInWords(from: string, to: string): string {
  return `to_char(${from}, 'FMDD Mon YYYY') || ' to ' || to_char(${to} - 1, 'FMDD Mon YYYY')`
}

/** Of `whole_cents` for [from_date, to_date), what had been reached by a day: rounded from the start, so that parts add up. */
export function shareUntil(day: string): string {
  return `round(whole_cents * (${day} - from_date)::numeric / (to_date - from_date))::bigint`
}

/** The description of a part, with its days and the rate `gst_rate_bp`. */
export function withDaysAndRate(description: string, from: string, to: string): string {
  return `${description} || ' (' || ${daysInWords(from, to)} || ', GST ' || trim_scale(gst_rate_bp / 100.0) || ' %)'`
}
