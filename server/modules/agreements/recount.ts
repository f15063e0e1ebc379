import type { GstCode } from '#modules/gst/schemas.ts'
import type { Context } from '#platform/context.ts'
import { db, type TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { billedOf } from './rules.ts'

export type StoredLine = { description: string; gst_code: GstCode; amount_cents: number }
type Stored = {
  id: string
  customer_id: string
  title: string
  reference: string | null
  status: 'open' | 'billed' | 'ended'
  lines: StoredLine[]
  subtotal_cents: number
  billed_cents: number
}
type StoredPart = {
  nth: number
  invoice_id: string
  invoice_number: string
  amounts: number[]
  released_amounts: number[]
  is_void: boolean
  credited: { position: number; amount_cents: number }[]
}
export type Held = Stored & { billed: number[]; parts: StoredPart[] }

/**
 * Holds an agreement, so that whoever bills or frees a part of it waits for the one before, and counts again what is
 * billed of each line: what a credit note took back of an invoice, or voiding all of it, may be billed once more.
 */
export async function holdAgreement(ctx: Context, id: string): Promise<Held> {
  const { stored, parts, held } = await countAgreement(ctx, id, 'for update')
  for (const [i, part] of held.parts.entries())
    if (sum(part.released_amounts) !== sum(parts[i]!.released_amounts))
      ctx.db.send(
        db
          .updateTable('agreement_parts')
          .set({ released_amounts: JSON.stringify(part.released_amounts), released_cents: sum(part.released_amounts) })
          .where('organization_id', '=', ctx.organization_id)
          .where('agreement_id', '=', id)
          .where('nth', '=', part.nth),
      )
  if (held.billed_cents !== stored.billed_cents) setBilled(ctx, id, held.billed_cents)
  return held
}

/** The same to look at, holding and changing nothing. */
export const lookAtAgreement = async (ctx: Context, id: string): Promise<Held> =>
  (await countAgreement(ctx, id, '')).held

async function countAgreement(ctx: Context, id: string, lock: 'for update' | '') {
  const query: TextQuery<Stored> = {
    text: `select id, customer_id, title, reference, status, lines, subtotal_cents, billed_cents
           from agreements where organization_id = $1 and id = $2 ${lock}`,
    parameters: [ctx.organization_id, id],
  }
  const stored = await ctx.db.one(query, () => notFound('agreement'))
  const parts = await ctx.db.all(partsQuery(ctx, id))
  const counted = parts.map((part) => ({ ...part, released_amounts: releasedOf(part) }))
  const billed = billedOf(stored.lines.length, counted)
  const held: Held = { ...stored, billed_cents: sum(billed), billed, parts: counted }
  return { stored, parts, held }
}

export function setBilled(ctx: Context, id: string, billed_cents: number): void {
  ctx.db.send(
    db
      .updateTable('agreements')
      .set({ billed_cents, updated_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id),
  )
}

function partsQuery(ctx: Context, id: string): TextQuery<StoredPart> {
  return {
    text: `select p.nth, p.invoice_id, i.number as invoice_number, p.amounts, p.released_amounts,
             i.voided_at is not null as is_void, coalesce((
               select jsonb_agg(jsonb_build_object('position', l.invoice_position, 'amount_cents', l.amount_cents))
               from credit_notes n
               join credit_note_lines l on l.organization_id = n.organization_id and l.credit_note_id = n.id
               where n.organization_id = $1 and n.invoice_id = p.invoice_id), '[]') as credited
           from agreement_parts p
           join invoices i on i.organization_id = p.organization_id and i.id = p.invoice_id
           where p.organization_id = $1 and p.agreement_id = $2 order by p.nth`,
    parameters: [ctx.organization_id, id],
  }
}

/** An invoice has a line for each line of the agreement that it bills something of, in the same order. */
function releasedOf({ amounts, is_void, credited }: StoredPart): number[] {
  if (is_void) return amounts
  const billed = amounts.flatMap((cents, i) => (cents > 0 ? [i] : []))
  const released = amounts.map(() => 0)
  for (const { position, amount_cents } of credited) released[billed[position - 1]!]! += amount_cents
  return released
}

export const sum = (cents: readonly number[]): number => cents.reduce((total, each) => total + each, 0)
