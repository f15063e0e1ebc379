import { acceptQuotation } from '#modules/quotations/accept-quotation.ts'
import { createQuotation } from '#modules/quotations/create-quotation.ts'
import { declineQuotation } from '#modules/quotations/decline-quotation.ts'
import { type SendParts, sendQuotation } from '#modules/quotations/send-quotation.ts'
import type { As } from './demo-story.ts'

const line = (description: string, quantity: string, unit: string | null, unit_price_cents: number) => ({
  description,
  quantity,
  unit,
  unit_price_cents,
})
const offers = [
  [line('Move of the mail to the cloud', '24', 'mailbox', 4_500), line('Training', '2', 'hour', 18_000)],
  [line('Security review with report', '1', null, 480_000)],
  [line('Managed backup, one year', '12', 'month', 32_000)],
  [line('New network for the office', '1', null, 920_000), line('Installation', '3', 'day', 120_000)],
]

/** One of each kind: accepted and waiting for its invoice, declined, open, past its last day, and still a draft. */
export async function demoQuotations(
  as: As,
  parts: SendParts,
  customer_ids: readonly string[],
  today: Temporal.ZonedDateTime,
): Promise<void> {
  const offer = async (days_ago: number, i: number, valid_days = 30) => {
    const on = today.subtract({ days: days_ago }).add({ hours: 11 })
    const { id } = await createQuotation(as(on), {
      customer_id: customer_ids[10 + i]!,
      valid_until: on.add({ days: valid_days }).toPlainDate().toString(),
      notes: 'Delivery within four weeks of your answer.',
      lines: offers[i]!,
    })
    await sendQuotation(as(on), parts, id, { to: null })
    return { id, answer: as(on.add({ days: 3 })) }
  }
  const won = await offer(20, 0)
  await acceptQuotation(won.answer, won.id, { name: 'Lim Hui Min' })
  const lost = await offer(45, 1)
  await declineQuotation(lost.answer, lost.id, { name: 'Farah Rahman', reason: 'Not before the next financial year.' })
  await offer(40, 2, 14)
  await offer(4, 3)
  await createQuotation(as(today.subtract({ days: 1 })), { customer_id: customer_ids[14]!, lines: offers[2]! })
}
