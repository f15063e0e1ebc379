import { type CountedBefore, formMax } from './count-before.ts'
import type { Payload } from './read-submission.ts'
import type { SpamReason } from './submission-schemas.ts'

/** How much may come from one address in ten minutes before the rest waits for somebody to look. */
const addressMax = 20
/** Nobody reads and fills in a form in less. */
const shortest_ms = 1_000
const linksMax = 2

export type Judged = {
  payload: Payload
  is_filled_trap: boolean
  shown_at: string | null
  received_at: string
} & CountedBefore

/** Why it is held back; nothing is thrown away for it. */
export function judgeSubmission(submission: Judged): SpamReason[] {
  const { payload, is_filled_trap, shown_at, received_at, count_of_address, count_of_form } = submission
  const took_ms = shown_at ? Date.parse(received_at) - Date.parse(shown_at) : Infinity
  const links =
    Object.values(payload.fields)
      .join(' ')
      .match(/https?:\/\/|\[url/gi)?.length ?? 0
  const reasons: [SpamReason, boolean][] = [
    ['honeypot', is_filled_trap],
    ['too_fast', took_ms < shortest_ms],
    ['too_many', count_of_address >= addressMax || count_of_form >= formMax],
    ['links', links > linksMax],
  ]
  return reasons.filter(([, holds]) => holds).map(([reason]) => reason)
}
