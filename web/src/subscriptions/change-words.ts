import type { Price } from '#modules/plans/schemas.ts'
import type { ChangePreview } from '#modules/subscriptions/change-schemas.ts'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { each } from '#web/subscriptions/words.ts'

type When = ChangePreview['when']

/** What is paid today for a change, GST included. */
export const chargedToday = ({ invoice }: ChangePreview) => invoice?.total_amount_cents ?? 0

export function todayFigure(preview: ChangePreview): string {
  if (preview.charge === 'now') return `${formatMoney(chargedToday(preview))} today`
  if (preview.charge === 'next_invoice') return `${formatMoney(preview.net_cents)} later`
  return preview.net_cents < 0 ? `${formatMoney(-preview.net_cents)} credit` : 'Nothing today'
}

const unpaid = 'Not in a trial: nothing has been paid yet.'

export function whenWords(
  when: When,
  { current_period_end_date, price, status }: Subscription,
  newPrice: Price | undefined,
  isPossible: boolean,
): { label: string; hint: string } {
  const end = formatDate(current_period_end_date)
  const isTrial = status === 'trialing'
  if (when === 'period_end')
    return {
      label: 'At renewal',
      hint: isTrial ? unpaid : `The present terms run on to ${end}. Nothing is charged or credited today.`,
    }
  if (when === 'now_new_anchor')
    return {
      label: 'Now, with a new period',
      hint: isPossible
        ? `The full new price ${newPrice ? `for ${each[newPrice.billing_interval]} ` : ''}from today, less what is unused.`
        : isTrial
          ? unpaid
          : 'Not possible for what is billed by use.',
    }
  return {
    label: 'Now',
    hint: isTrial
      ? `Nothing is charged in the trial; the new price holds from ${end}.`
      : isPossible
        ? `The rest of the period until ${end} is credited at the old price and charged at the new.`
        : newPrice && newPrice.billing_interval !== price.billing_interval
          ? 'Not possible: it would be billed at another interval, so a new period begins.'
          : 'Not possible for what is billed by use: its use so far belongs to the present price.',
  }
}

export function confirmWords(preview: ChangePreview): string {
  if (preview.when === 'period_end') return `Change on ${formatDate(preview.effective_date)}`
  if (preview.charge === 'now') return `Change now and charge ${formatMoney(chargedToday(preview))}`
  return 'Change now'
}
