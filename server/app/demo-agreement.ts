import { agreeDraft } from '#modules/agreements/agree-draft.ts'
import { billPart } from '#modules/agreements/bill-part.ts'
import { createDraft } from '#modules/invoices/create-draft.ts'
import { recordPayment } from '#modules/payments/record-payment.ts'
import type { As, Scene } from './demo-story.ts'

/** One project that is billed in parts: a deposit that was paid, the first milestone, and more to come. */
export function demoAgreement(as: As, customer_ids: string[], today: Temporal.ZonedDateTime): Scene[] {
  const begin = today.subtract({ days: 38 }).add({ hours: 10 })
  const line = (description: string, quantity: string, unit: string | null, unit_price_cents: number) => ({
    description,
    quantity,
    unit,
    unit_price_cents,
  })
  let id: string
  let invoice: { id: string; total_amount_cents: number }
  const agree = async () => {
    const ctx = as(begin)
    const draft = await createDraft(ctx, {
      customer_id: customer_ids[3]!,
      reference: 'Quote 26-118',
      lines: [
        line('Design and migration plan', '6', 'day', 145_000),
        line('Migration of servers', '12', 'server', 85_000),
        line('Training of the team', '1', null, 280_000),
      ],
    })
    ;({ id } = await agreeDraft(ctx, draft.id, { title: 'Move to the cloud' }))
    invoice = await billPart(ctx, id, { kind: 'deposit', percent_bp: 3_000 })
  }
  const pay = async () => {
    const { id: invoice_id, total_amount_cents: amount_cents } = invoice
    await recordPayment(as(begin.add({ days: 6 })), { invoice_id, amount_cents, method: 'paynow' })
  }
  const goOn = async () => {
    const part = { kind: 'progress', amount_cents: 500_000, label: 'Plan accepted' } as const
    await billPart(as(begin.add({ days: 30 })), id, part)
  }
  return [
    { at: begin, happen: agree },
    { at: begin.add({ days: 6 }), happen: pay },
    { at: begin.add({ days: 30 }), happen: goOn },
  ]
}
