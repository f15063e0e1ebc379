import { isSent, matching } from '#modules/invoices/queries.ts'
import type { InvoiceTotalsQuery } from '#modules/invoices/schemas.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { invalid } from '#platform/errors.ts'
import type { BatchAction, BatchPreview, BatchPreviewQuery, DraftFilter } from './schemas.ts'
import { batchMax } from './schemas.ts'

export type Chosen = { document_id: string; number: string | null; customer_name: string; amount_cents: number }
export type Choice = { ids?: string[]; filter?: InvoiceTotalsQuery | DraftFilter }

/** The latest mail to the address that a customer has today came back. */
const isReturned = (customer: string) => `coalesce((
  select m.bounced_at is not null or m.complained_at is not null from customer_mails m
  where m.organization_id = ${customer}.organization_id and m.customer_id = ${customer}.id
    and lower(m.recipient) = lower(${customer}.email) and m.settled_at is not null
  order by m.id desc limit 1), false)`

/** What is to be done, oldest first, so that numbers rise with the days; says what of it is not there. */
export async function listChosen(ctx: Context, action: BatchAction, choice: Choice): Promise<Chosen[]> {
  const { text, parameters } = chosenQuery(ctx, action, choice)
  const chosen = await ctx.db.all<Chosen>({ text: `${text} limit ${batchMax + 1}`, parameters })
  if (chosen.length > batchMax)
    throw refused('/filter', 'too_many', `More than ${batchMax} documents match. Choose fewer days.`)
  const found = new Set(chosen.map(({ document_id }) => document_id))
  const lost = (choice.ids ?? []).flatMap((id, i) => (found.has(id) ? [] : [i]))
  if (lost.length)
    throw invalid(
      'invoice_batches.invalid',
      'Some of what you chose is not there any more. Load the list again.',
      lost.slice(0, 100).map((i) => {
        return { pointer: `/ids/${i}`, code: 'not_found', detail: 'It is not there, or not any more.' }
      }),
    )
  if (chosen.length === 0) throw refused('/filter', 'empty', 'Nothing matches. Choose others.')
  return chosen
}

function chosenQuery(ctx: Context, action: BatchAction, { ids, filter }: Choice): TextQuery<Chosen> {
  if ((ids === undefined) === (filter === undefined))
    throw refused('/filter', 'required', 'Send either `ids` or `filter`; an empty filter means everything.')
  return action === 'issue' ? draftsQuery(ctx, ids, filter) : invoicesQuery(ctx, ids, filter)
}

function draftsQuery(ctx: Context, ids: string[] | undefined, filter: DraftFilter | undefined): TextQuery<Chosen> {
  return {
    text: `select d.id as document_id, null as number, c.name as customer_name, d.total_amount_cents as amount_cents
           from invoice_drafts d join customers c on c.organization_id = d.organization_id and c.id = d.customer_id
           where d.organization_id = $1 and ($2::uuid[] is null or d.id = any($2::uuid[]))
             and ($3::uuid is null or d.customer_id = $3)
           order by coalesce(d.issues_on_date, d.created_at::date), d.id`,
    parameters: [ctx.organization_id, ids ? `{${ids.join()}}` : null, filter?.customer_id ?? null],
  }
}

function invoicesQuery(
  ctx: Context,
  ids: string[] | undefined,
  filter: InvoiceTotalsQuery | undefined,
): TextQuery<Chosen> {
  const { text, parameters } = chosenInvoices(ctx, ids, filter)
  return {
    text: `select id as document_id, number, buyer ->> 'name' as customer_name, total_amount_cents as amount_cents
           from invoices where ${text} order by issue_date, number`,
    parameters,
  }
}

function chosenInvoices(ctx: Context, ids: string[] | undefined, filter: InvoiceTotalsQuery | undefined) {
  const { conditions, parameters } = matching(ctx, filter ?? {})
  if (ids) conditions.push(`id = any($${parameters.push(`{${ids.join()}}`)}::uuid[])`)
  return { text: ['$2::timestamptz is not null', ...conditions].join(' and '), parameters }
}

/** What a choice comes to, and what of it will be refused as far as one can tell at a glance. */
export async function previewBatch(ctx: Context, { action, ...choice }: BatchPreviewQuery): Promise<BatchPreview> {
  const none = { without_address_count: 0, returned_count: 0, sent_count: 0, void_count: 0 }
  const chosen = await listChosen(ctx, action, choice)
  const sums = { item_count: chosen.length, amount_cents: chosen.reduce((sum, each) => sum + each.amount_cents, 0) }
  if (action === 'issue') return { ...sums, ...none }
  const { text, parameters } = chosenInvoices(ctx, choice.ids, choice.filter)
  const counts = await ctx.db.one<typeof none>({
    text: `with chosen as (select organization_id, id, customer_id, status from invoices where ${text})
           select count(*) filter (where c.email is null)::int as without_address_count,
             count(*) filter (where ${isReturned('c')})::int as returned_count,
             count(*) filter (where ${isSent('i')})::int as sent_count,
             count(*) filter (where i.status = 'void')::int as void_count
           from chosen i join customers c on c.organization_id = i.organization_id and c.id = i.customer_id`,
    parameters,
  })
  return { ...sums, ...counts }
}

/** Whether an invoice went out before, and whether the address of its customer returns mail. */
export async function getSending(ctx: Context, invoice_id: string) {
  return ctx.db.find<{ is_sent: boolean; is_returned: boolean; email: string | null }>({
    text: `select ${isSent('i')} as is_sent, ${isReturned('c')} as is_returned, c.email
           from invoices i join customers c on c.organization_id = i.organization_id and c.id = i.customer_id
           where i.organization_id = $1 and i.id = $2`,
    parameters: [ctx.organization_id, invoice_id],
  })
}

const refused = (pointer: string, code: string, detail: string) =>
  invalid('invoice_batches.invalid', detail, [{ pointer, code, detail }])
