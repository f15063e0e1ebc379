import { type Static, Type } from 'typebox'
import { Meaning, Output, SignedCents } from '#platform/schemas.ts'
import { money, type PaperPage } from './paper-page.ts'
import type { Invoice } from './schemas.ts'

/** What a deposit, a progress invoice or the rest says of the whole: kept with the invoice, as it stood at issue. */
export type InvoiceProgress = Static<typeof InvoiceProgress>
export const InvoiceProgress = Output('InvoiceProgress', {
  title: Type.String({ description: 'What was agreed' }),
  agreed_cents: Meaning(SignedCents, 'The whole, without GST'),
  billed_before_cents: Meaning(SignedCents, 'Of it in earlier invoices, without GST and without what was credited'),
  billed_before_numbers: Type.Array(Type.String(), { description: 'The numbers of those invoices' }),
  remaining_cents: Meaning(SignedCents, 'After this invoice, without GST'),
})

/** As it is printed: agreed, billed before, this invoice, what remains. */
export function printedProgress(
  { progress, subtotal_cents }: Pick<Invoice, 'progress' | 'subtotal_cents'>,
  taxed: boolean,
): PaperPage['progress'] {
  if (!progress) return undefined
  const { title, agreed_cents, billed_before_cents, billed_before_numbers, remaining_cents } = progress
  const before = billed_before_numbers.length > 0 && `Billed before: ${billed_before_numbers.join(', ')}.`
  const gst =
    taxed && `Amounts are before GST.${before ? ' GST on what was billed before was accounted for then.' : ''}`
  return {
    heading: title,
    figures: [
      ['Agreed', money(agreed_cents)],
      ['Billed before', money(billed_before_cents)],
      ['This invoice', money(subtotal_cents)],
      ['Remains', money(remaining_cents)],
    ],
    note: [before, gst].filter(Boolean).join(' '),
  }
}
