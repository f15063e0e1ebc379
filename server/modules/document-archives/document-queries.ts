import { matching } from '#modules/invoices/queries.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { invalid } from '#platform/errors.ts'
import { archiveMax, type DocumentFilter, type DocumentKind, documentKinds } from './schemas.ts'

export type FoundDocument = { document_kind: DocumentKind; document_id: string; number: string }

const invoiceFace = `case when kind = 'debit_note' then 'debit_note' else 'invoice' end as document_kind, id as document_id, number`
const creditNoteFace = `'credit_note' as document_kind, id as document_id, number`

/** The documents in the order in which they were named, each once; says which of them are not there. */
export async function findNamed(ctx: Context, named: string[]): Promise<FoundDocument[]> {
  // An id may be written in capitals too.
  const ids = named.map((id) => id.toLowerCase())
  const query: TextQuery<FoundDocument> = {
    text: `select ${invoiceFace} from invoices where organization_id = $1 and id = any($2::uuid[])
           union all
           select ${creditNoteFace} from credit_notes where organization_id = $1 and id = any($2::uuid[])`,
    parameters: [ctx.organization_id, `{${ids.join()}}`],
  }
  const found = new Map((await ctx.db.all(query)).map((document) => [document.document_id, document]))
  const lost = ids.flatMap((id, i) => (found.has(id) ? [] : [i]))
  if (lost.length)
    throw invalid(
      'document_archives.invalid',
      'Some documents are not there.',
      lost.slice(0, 100).map((i) => {
        const detail = 'There is no such invoice, debit note or credit note.'
        return { pointer: `/ids/${i}`, code: 'not_found', detail }
      }),
    )
  return [...new Set(ids)].map((id) => found.get(id)!)
}

/** All that a filter shows, oldest first; one more than fits where there is more. */
export async function findFiltered(ctx: Context, { kinds = [...documentKinds], ...filter }: DocumentFilter) {
  const [invoices, notes] = [await findInvoices(ctx, kinds, filter), await findCreditNotes(ctx, kinds, filter)]
  return [...invoices, ...notes].map(({ issue_date: _, ...document }) => document)
}

type Dated = FoundDocument & { issue_date: string }
type Filter = Omit<DocumentFilter, 'kinds'>

async function findInvoices(ctx: Context, kinds: readonly DocumentKind[], filter: Filter): Promise<Dated[]> {
  const { conditions, parameters } = matching(ctx, filter)
  if (!kinds.includes('invoice')) conditions.push(`kind = 'debit_note'`)
  if (!kinds.includes('debit_note')) conditions.push(`kind <> 'debit_note'`)
  return ctx.db.all<Dated>({
    text: `select ${invoiceFace}, issue_date from invoices where ($2::timestamptz is not null) and ${conditions.join(' and ')}
           order by issue_date, number limit ${archiveMax + 1}`,
    parameters,
  })
}

/** They have no status, no due date, no subscription and no mark of being sent: whoever asks for one of these does not mean them. */
async function findCreditNotes(ctx: Context, kinds: readonly DocumentKind[], filter: Filter): Promise<Dated[]> {
  const { status, sent, subscription_id, due_from, due_to, customer_id, from, to, q } = filter
  if (!kinds.includes('credit_note') || (status ?? sent ?? subscription_id ?? due_from ?? due_to)) return []
  return ctx.db.all<Dated>({
    text: `select ${creditNoteFace}, issue_date from credit_notes
           where organization_id = $1 and ($2::uuid is null or customer_id = $2) and ($3::date is null or issue_date >= $3)
             and ($4::date is null or issue_date <= $4) and ($5::text is null or position($5 in search_text) > 0)
           order by issue_date, number limit ${archiveMax + 1}`,
    parameters: [ctx.organization_id, customer_id ?? null, from ?? null, to ?? null, q?.trim().toLowerCase() || null],
  })
}
