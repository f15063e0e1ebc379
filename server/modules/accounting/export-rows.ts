import type { GstCode } from '#modules/gst/schemas.ts'
import type { JournalSource } from '#modules/journal/schemas.ts'
import { type Pool, read, type TextQuery } from '#platform/database.ts'
import type { Address } from '#platform/schemas.ts'
import { beginning, type Chosen, isWanted, parametersOf } from './selection.ts'

/** How many documents, movements or contacts are in memory at once. */
const pageSize = 200
const firstId = '00000000-0000-0000-0000-000000000000'

type Placed = { id: string; place: string }

export type DocumentLine = Placed & {
  number: string
  contact_name: string
  contact_email: string | null
  address: Address | null
  reference: string | null
  issue_date: string
  due_date: string
  total_amount_cents: number
  description: string
  quantity: string | null
  unit_price_cents: number | null
  service_from_date: string | null
  amount_cents: number
  gst_code: GstCode
  gst_rate_bp: number
  gst_cents: number
}

/** GST is once for each code and rate of a document; its lines get their shares so that they add up to it. */
const gstShare = `(round(g.gst_cents * sum(l.amount_cents) over grp / greatest(g.taxable_cents, 1)::numeric)
  - round(g.gst_cents * (sum(l.amount_cents) over grp - l.amount_cents) / greatest(g.taxable_cents, 1)::numeric))::bigint`

const documentQueries = {
  invoices: `
    with d as (
      select id, number, buyer, reference, issue_date, due_date, total_amount_cents from invoices
      where organization_id = $1 and ${isWanted('issue_date', 'invoices.created_at')} and voided_at is null
        and (issue_date, id) > ($10::date, $11::uuid) order by issue_date, id limit ${pageSize}
    )
    select d.id, d.issue_date::text as place, d.number, d.buyer ->> 'name' as contact_name,
      d.buyer ->> 'email' as contact_email, d.buyer -> 'address' as address, d.reference, d.issue_date, d.due_date,
      d.total_amount_cents, l.description, case when l.discount_cents = 0 and l.quantity * l.unit_price_cents = l.amount_cents
        then trim_scale(l.quantity)::text end as quantity, l.unit_price_cents, l.service_from_date, l.amount_cents,
      l.gst_code, l.gst_rate_bp, ${gstShare} as gst_cents
    from d
    join invoice_lines l on l.organization_id = $1 and l.invoice_id = d.id
    join invoice_gst_groups g on g.organization_id = $1 and g.invoice_id = d.id and g.gst_code = l.gst_code
      and g.gst_rate_bp = l.gst_rate_bp
    window grp as (partition by d.id, l.gst_code, l.gst_rate_bp order by l.position)
    order by d.issue_date, d.id, l.position`,
  credit_notes: `
    with d as (
      select id, number, buyer, invoice_number, issue_date, total_amount_cents from credit_notes
      where organization_id = $1 and ${isWanted('issue_date', 'credit_notes.created_at')}
        and (issue_date, id) > ($10::date, $11::uuid) order by issue_date, id limit ${pageSize}
    )
    select d.id, d.issue_date::text as place, d.number, d.buyer ->> 'name' as contact_name,
      d.buyer ->> 'email' as contact_email, d.buyer -> 'address' as address, d.invoice_number as reference, d.issue_date,
      d.issue_date as due_date, d.total_amount_cents, l.description, null::text as quantity,
      null::bigint as unit_price_cents, l.service_from_date, l.amount_cents, l.gst_code, l.gst_rate_bp,
      ${gstShare} as gst_cents
    from d
    join credit_note_lines l on l.organization_id = $1 and l.credit_note_id = d.id
    join credit_note_gst_groups g on g.organization_id = $1 and g.credit_note_id = d.id and g.gst_code = l.gst_code
      and g.gst_rate_bp = l.gst_rate_bp
    window grp as (partition by d.id, l.gst_code, l.gst_rate_bp order by l.position)
    order by d.issue_date, d.id, l.position`,
}

export type Movement = Placed & {
  source: JournalSource
  entry_date: string
  debit_account: string
  credit_account: string
  amount_cents: number
  contact_name: string
  payer_name: string | null
  reference: string | null
  method: string | null
  invoice_numbers: string | null
}

/**
 * Money as it stands in the books, and by that to the cent. A page ends between two entries and not between two days,
 * hence the whole key of an entry in its place.
 */
export const movementsOf = `
  from journal_entries j
  left join refunds r on r.organization_id = j.organization_id and r.id = j.source_id and j.source in ('refund', 'refund_failed')
  left join card_disputes d on d.organization_id = j.organization_id and d.id = j.source_id and j.source = 'dispute'
  left join online_payments o on o.organization_id = d.organization_id and o.id = d.online_payment_id
  join payments p on p.organization_id = j.organization_id and p.id = coalesce(r.payment_id, o.payment_id, j.source_id)
  join customers c on c.organization_id = p.organization_id and c.id = p.customer_id
  where j.organization_id = $1 and ${isWanted('j.entry_date', 'j.created_at')}
    and j.source in ('payment', 'payment_reversed', 'refund', 'refund_failed', 'dispute')
    and ($4::text is null or $4 in (j.debit_account, j.credit_account))`

/** What was given up, and what was reinstated, by the entries that it made. Takes the same parameters as the others. */
export const writeOffsOf = `
  from journal_entries j
  join invoices i on i.organization_id = j.organization_id and i.id = j.source_id
  where j.organization_id = $1 and ${isWanted('j.entry_date', 'j.created_at')} and j.source = 'invoice_written_off'
    and $4::text is null`

const placeOf = `j.entry_date || ' ' || j.source || ' ' || j.position as place`
const nextPage = `
    and (j.entry_date, j.source_id, j.source, j.position)
      > (split_part($10, ' ', 1)::date, $11::uuid, split_part($10, ' ', 2), split_part($10, ' ', 3)::integer)
  order by j.entry_date, j.source_id, j.source, j.position limit ${pageSize}`

const writeOffsQuery = `
  select j.source_id as id, ${placeOf}, j.source, j.entry_date, j.debit_account, j.credit_account, j.amount_cents,
    i.buyer ->> 'name' as contact_name, null as payer_name, null as reference, null as method, i.number as invoice_numbers
  ${writeOffsOf} ${nextPage}`

const movementsQuery = `
  select j.source_id as id, ${placeOf}, j.source, j.entry_date, j.debit_account, j.credit_account, j.amount_cents, c.name as contact_name, p.payer_name,
    coalesce(r.reference, p.reference) as reference, coalesce(r.method, p.method) as method, (
      select string_agg(distinct i.number, ' ' order by i.number) from payment_allocations a
      join invoices i on i.organization_id = a.organization_id and i.id = a.invoice_id
      where a.organization_id = $1 and a.payment_id = p.id and a.removed_at is null
    ) as invoice_numbers
  ${movementsOf} ${nextPage}`

export type Contact = Placed & {
  name: string
  kind: 'business' | 'individual'
  email: string | null
  phone: string | null
  address: Address | null
  uen: string | null
  gst_reg_no: string | null
  payment_terms_days: number
}

/** Those who were added or changed in these days; all who ever were, from the beginning. */
const contactsQuery = `
  select c.id, '' as place, c.name, c.kind, c.email, c.phone, c.address, c.uen, c.gst_reg_no, c.payment_terms_days
  from customers c join organizations o on o.organization_id = c.organization_id
  where c.organization_id = $1 and ${isWanted('(c.updated_at at time zone o.timezone)::date', 'c.updated_at')}
    and c.id > $10::uuid
  order by c.id limit ${pageSize}`

type Page<R> = (after: Placed) => TextQuery<R>

export const linesOf = (
  pool: Pool,
  chosen: Chosen,
  kind: keyof typeof documentQueries,
): AsyncGenerator<DocumentLine[]> =>
  pagesOf(pool, chosen, { id: firstId, place: beginning }, ({ id, place }) => ({
    text: documentQueries[kind],
    parameters: [...parametersOf(chosen), place, id],
  }))

/** Of money, or of what was written off. */
export const movements = (pool: Pool, chosen: Chosen): AsyncGenerator<Movement[]> =>
  pagesOf(pool, chosen, { id: firstId, place: `${beginning} - 0` }, ({ id, place }) => ({
    text: chosen.content === 'write_offs' ? writeOffsQuery : movementsQuery,
    parameters: [...parametersOf(chosen), place, id],
  }))

export const contacts = (pool: Pool, chosen: Chosen): AsyncGenerator<Contact[]> =>
  pagesOf(pool, chosen, { id: firstId, place: '' }, ({ id }) => ({
    text: contactsQuery,
    parameters: [...parametersOf(chosen), id],
  }))

/** In a stable order, a page at a time and as fast as it is read, so that years take no more memory than a day. */
async function* pagesOf<R extends Placed>(
  pool: Pool,
  { organization_id }: Chosen,
  start: Placed,
  page: Page<R>,
): AsyncGenerator<R[]> {
  for (let after: Placed | undefined = start; after;) {
    const place = after
    const rows: R[] = await read(pool, organization_id, (tx) => tx.all(page(place)))
    if (rows.length) yield rows
    after = rows.at(-1)
  }
}
