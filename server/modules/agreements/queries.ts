import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { StoredLine } from './recount.ts'
import { billedOf } from './rules.ts'
import type { Agreement, AgreementPage, AgreementPart, AgreementQuery, AgreementSummary } from './schemas.ts'

const face = `a.id, a.customer_id, c.name as customer_name, a.title, a.status, 'SGD' as currency, a.subtotal_cents,
  a.billed_cents, a.subtotal_cents - a.billed_cents as remaining_cents, (
    select count(*) from agreement_parts p where p.organization_id = $1 and p.agreement_id = a.id) as part_count, a.created_at`
const joined = `agreements a join customers c on c.organization_id = a.organization_id and c.id = a.customer_id`

type Row = Omit<Agreement, 'lines' | 'parts'> & { lines: StoredLine[] }
type PartRow = AgreementPart & { amounts: number[]; released_amounts: number[] }

export async function getAgreement(ctx: Context, id: string): Promise<Agreement> {
  const parameters = [ctx.organization_id, id]
  const row: TextQuery<Row> = {
    text: `select ${face}, a.reference, a.end_reason, a.lines from ${joined}
           where a.organization_id = $1 and a.id = $2`,
    parameters,
  }
  const partRows: TextQuery<PartRow> = {
    text: `select p.nth, p.kind, p.label, p.percent_bp, p.invoice_id, i.number as invoice_number, i.status as invoice_status,
             i.issue_date, p.subtotal_cents, i.total_amount_cents, p.billed_before_cents, p.released_cents, p.amounts,
             p.released_amounts
           from agreement_parts p
           join invoices i on i.organization_id = p.organization_id and i.id = p.invoice_id
           where p.organization_id = $1 and p.agreement_id = $2 order by p.nth`,
    parameters,
  }
  const [[found], parts] = await ctx.db.batch(row, partRows)
  if (!found) throw notFound('agreement')
  const billed = billedOf(found.lines.length, parts)
  return {
    ...found,
    lines: found.lines.map((line, i) => ({ ...line, billed_cents: billed[i]! })),
    parts: parts.map(({ amounts: _amounts, released_amounts: _released, ...part }) => part),
  }
}

/** Newest first. */
export async function listAgreements(ctx: Context, cursors: Cursors, query: AgreementQuery): Promise<AgreementPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('agreements', query.cursor)
  const page: TextQuery<AgreementSummary> = {
    text: `select ${face} from ${joined}
           where a.organization_id = $1 and ($2::text is null or a.status = $2)
             and ($3::uuid is null or a.customer_id = $3) and ($4::uuid is null or a.id < $4)
           order by a.id desc limit ${limit + 1}`,
    parameters: [ctx.organization_id, query.status ?? null, query.customer_id ?? null, place?.id ?? null],
  }
  return pageOf(cursors, 'agreements', await ctx.db.all(page), limit, ({ id }) => id)
}
