import { type Computed, computeLines } from '#modules/invoices/compute-lines.ts'
import type { IssuedLine } from '#modules/invoices/schemas.ts'
import type { Context } from '#platform/context.ts'
import { conflict, invalid, type ProblemField } from '#platform/errors.ts'
import type { Held } from './recount.ts'
import { sum } from './recount.ts'
import { money, partWords, percentOf, spread } from './rules.ts'
import type { NewPart } from './schemas.ts'

export type WorkedOut = { amounts: number[]; amount_cents: number; lines: IssuedLine[]; computed: Computed }

/** The lines of the next part, for the preview and the invoice alike. Refused beyond what remains. */
export async function workOutPart(ctx: Context, held: Held, part: NewPart): Promise<WorkedOut> {
  if (held.status === 'ended') throw conflict('agreements.ended', 'The rest of this agreement is not billed any more.')
  const remaining = held.lines.map(({ amount_cents }, i) => amount_cents - held.billed[i]!)
  const remains = sum(remaining)
  if (remains === 0) throw conflict('agreements.nothing_left', 'All of it is billed already.')
  refuseMistakes(part)
  const amount_cents =
    part.kind === 'final' ? remains : (part.amount_cents ?? percentOf(held.subtotal_cents, part.percent_bp ?? 0))
  if (amount_cents > remains)
    throw conflict('agreements.too_much', `Only ${money(remains)} before GST remains. Bill at most that.`)
  if (amount_cents === 0)
    throw invalid('agreements.invalid', 'This comes to nothing.', [
      { pointer: '/amount_cents', code: 'too_small', detail: 'Bill at least one cent.' },
    ])
  const amounts = spread(remaining, amount_cents)
  const { kind, label = null, percent_bp = null } = part
  const lines = held.lines.flatMap(({ description, gst_code, amount_cents: agreed }, i) =>
    amounts[i]! > 0
      ? [
          {
            description: `${partWords({ kind, label, percent_bp })}\n${description}\nAgreed ${money(agreed)}, billed before ${money(held.billed[i]!)}`,
            quantity: '1',
            unit_price_cents: amounts[i]!,
            gst_code,
          },
        ]
      : [],
  )
  const computed = await computeLines(ctx, held.customer_id, lines, part.paid_on_date)
  if (part.paid_on_date && part.paid_on_date > computed.parties.today)
    throw invalid('agreements.invalid', 'The day of payment is ahead.', [
      { pointer: '/paid_on_date', code: 'too_late', detail: 'Use today or a day before.' },
    ])
  return { amounts, amount_cents, lines, computed }
}

function refuseMistakes({ kind, percent_bp, amount_cents }: NewPart): void {
  const named = [percent_bp, amount_cents].filter((each) => each !== undefined).length
  if (kind === 'final' ? named === 0 : named === 1) return
  const mistake: ProblemField =
    kind === 'final'
      ? { pointer: '/amount_cents', code: 'not_allowed', detail: 'The final part is all that remains.' }
      : { pointer: '/percent_bp', code: 'required', detail: 'Name either a percentage or an amount.' }
  throw invalid('agreements.invalid', mistake.detail, [mistake])
}
