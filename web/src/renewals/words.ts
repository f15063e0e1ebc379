import type { RenewalRun, RenewalSkipList } from '#modules/renewals/schemas.ts'
import { formatCount } from '#web/api/format.ts'
import type { Tone } from '#web/ui/badge.tsx'

export function stateOf({ status, is_dry_run, skipped_count }: RenewalRun): [Tone, string] {
  if (status === 'running') return ['info', 'Running']
  if (status === 'failed') return ['bad', 'Failed']
  if (is_dry_run) return ['mute', 'Dry run']
  return skipped_count > 0 ? ['warn', 'Done, some skipped'] : ['ok', 'Done']
}

export const reasons: Record<RenewalSkipList['data'][number]['reason'], string> = {
  customer_archived: 'The customer is archived. Restore them, or cancel the subscription.',
  amount_too_large:
    'It comes to more than the hundred billion dollars that an invoice can hold. Take back a charge, or pause and end it, and charge by hand.',
  customer_address_missing: 'The customer has no address, which an invoice must show. Add it.',
}

export const counted = (count: number, one: string, many = `${one}s`) =>
  `${formatCount(count)} ${count === 1 ? one : many}`

/** How much of what was due has been looked at. */
export function progressOf({ due_count, renewed_count, ended_count, skipped_count, status }: RenewalRun) {
  const done = Math.min(due_count, renewed_count + ended_count + skipped_count)
  const share = due_count === 0 || status === 'completed' ? 1 : done / due_count
  return { done, share }
}
