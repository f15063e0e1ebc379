import { listCreditNotes } from '#modules/credit-notes/queries.ts'
import { getCustomer } from '#modules/customers/queries.ts'
import type { Customer } from '#modules/customers/schemas.ts'
import { getDocumentArchive } from '#modules/document-archives/queries.ts'
import type { DocumentArchive } from '#modules/document-archives/schemas.ts'
import { listInvoices } from '#modules/invoices/queries.ts'
import type { InvoiceSummary } from '#modules/invoices/schemas.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { getCustomerBalance } from '#modules/payments/queries.ts'
import { listPlansOnSale } from '#modules/plans/pricing-queries.ts'
import { getSubscription, listSubscriptions } from '#modules/subscriptions/queries.ts'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import type { Context } from '#platform/context.ts'
import type { Cursors } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Visit } from './open-portal.ts'
import type { PortalPlans, PortalSubscription } from './plan-schemas.ts'
import { isChangeable, kindsIn } from './rules.ts'
import type {
  PortalCreditNotePage,
  PortalDetails,
  PortalInvoice,
  PortalInvoicePage,
  PortalInvoiceQuery,
  PortalOverview,
} from './schemas.ts'

/** Where each of some invoices is paid; those that cannot be are left out. */
export type PayUrls = (ctx: Context, ids: string[]) => Promise<ReadonlyMap<string, string>>

export async function getPortalOverview({ ctx, customer_id, modules, ...visit }: Visit): Promise<PortalOverview> {
  const { name, uen, billing_email } = await getOrganization(ctx)
  const customer = await getCustomer(ctx, customer_id)
  const { amount_due_cents, amount_overdue_cents, credit_cents } = await getCustomerBalance(ctx, customer_id)
  return {
    seller: { name, uen, email: billing_email },
    customer: { id: customer.id, name: customer.name },
    currency: customer.currency,
    modules: [...modules],
    allows_plan_change: visit.allows_plan_change,
    balance: modules.includes('invoices') ? { amount_due_cents, amount_overdue_cents, credit_cents } : null,
  }
}

export async function listPortalInvoices(
  { ctx, customer_id }: Visit,
  cursors: Cursors,
  payUrls: PayUrls,
  query: PortalInvoiceQuery,
): Promise<PortalInvoicePage> {
  const page = await listInvoices(ctx, cursors, { ...query, customer_id })
  const due = page.data.filter(({ status }) => status === 'open').map(({ id }) => id)
  const urls = due.length ? await payUrls(ctx, due) : new Map<string, string>()
  return { ...page, data: page.data.map((invoice) => invoiceOf(invoice, urls.get(invoice.id))) }
}

function invoiceOf(invoice: InvoiceSummary, pay_url: string | undefined): PortalInvoice {
  const { id, number, kind, status, is_overdue, currency, issue_date, due_date, reference } = invoice
  const { total_amount_cents, amount_due_cents } = invoice
  return {
    id,
    number,
    kind,
    status: status === 'uncollectible' ? 'closed' : status,
    is_overdue,
    currency,
    issue_date,
    due_date,
    reference,
    total_amount_cents,
    amount_due_cents: status === 'open' ? amount_due_cents : 0,
    pay_url: pay_url ?? null,
  }
}

export async function listPortalCreditNotes(
  { ctx, customer_id }: Visit,
  cursors: Cursors,
  query: { limit?: number; cursor?: string },
): Promise<PortalCreditNotePage> {
  const page = await listCreditNotes(ctx, cursors, { ...query, customer_id })
  const data = page.data.map(({ id, number, invoice_number, issue_date, currency, total_amount_cents, reason }) => {
    return { id, number, invoice_number, issue_date, currency, total_amount_cents, reason }
  })
  return { ...page, data }
}

/** Before a paper of that id is read: whatever is not of this customer is not there. */
export async function refuseOthers(
  { ctx, customer_id }: Visit,
  table: 'invoices' | 'credit_notes' | 'subscriptions',
  id: string,
): Promise<void> {
  const own: TextQuery<{ id: string }> = {
    text: `select id from ${table} where organization_id = $1 and customer_id = $2 and id = $3`,
    parameters: [ctx.organization_id, customer_id, id],
  }
  await ctx.db.one(own, () => notFound(table.replace('_', ' ').slice(0, -1)))
}

/** Zips that a customer (`$2`) asked for, with nothing in them but the kinds of papers that they may see today (`$3`). */
export const ownArchives = `from document_archives a
  where a.organization_id = $1 and a.customer_id = $2 and a.is_by_customer and not exists (
    select from document_archive_items i
    where i.organization_id = $1 and i.archive_id = a.id and i.document_kind <> all($3::text[]))`

/** How far the zip has come that the customer asked for; one that the seller made is the seller's. */
export async function getPortalArchive({ ctx, customer_id, modules }: Visit, id: string): Promise<DocumentArchive> {
  const own: TextQuery<{ id: string }> = {
    text: `select a.id ${ownArchives} and a.id = $4`,
    parameters: [ctx.organization_id, customer_id, `{${kindsIn(modules).join()}}`, id],
  }
  await ctx.db.one(own, () => notFound('document archive'))
  return getDocumentArchive(ctx, id)
}

export async function getPortalDetails({ ctx, customer_id }: Visit): Promise<PortalDetails> {
  return detailsOf(await getCustomer(ctx, customer_id))
}

/** Without what the seller notes for itself. */
export function detailsOf({ name, kind, uen, email, phone, address, version }: Customer): PortalDetails {
  return { name, kind, uen, email, phone, address, version }
}

export async function listPortalPlans(visit: Visit, cursors: Cursors): Promise<PortalPlans> {
  const { ctx, customer_id, allows_plan_change } = visit
  const { data } = await listSubscriptions(ctx, cursors, { customer_id, limit: 100 })
  const mine = data.filter(({ status }) => status !== 'canceled').map((each) => subscriptionOf(visit, each))
  const canChange = allows_plan_change && mine.some(({ is_changeable }) => is_changeable)
  const onSale = canChange ? await listPlansOnSale(ctx) : []
  const offers = onSale
    .filter(({ kind }) => kind === 'plan')
    .map((plan) => ({ ...plan, prices: plan.prices.filter(({ meter_name }) => meter_name === null) }))
    .filter(({ prices }) => prices.length > 0)
  return { data: mine, offers }
}

export async function getOwnSubscription(visit: Visit, id: string): Promise<Subscription> {
  await refuseOthers(visit, 'subscriptions', id)
  return getSubscription(visit.ctx, id)
}

export function subscriptionOf({ allows_plan_change }: Visit, subscription: Subscription): PortalSubscription {
  const { id, plan, price_id, quantity, amount_cents, status, trial_end_date, pending_change } = subscription
  const { current_period_end_date, next_invoice_date, cancel_at_period_end, credit_cents } = subscription
  const { model, billing_interval, currency, unit_amount_cents, package_size, tiers } = subscription.price
  return {
    id,
    plan,
    price_id,
    price: { model, billing_interval, currency, unit_amount_cents, package_size, tiers },
    quantity,
    amount_cents,
    status,
    pause_reason: subscription.pause_reason,
    trial_end_date,
    current_period_end_date,
    next_invoice_date,
    cancel_at_period_end,
    minimum_term_end_date: subscription.minimum_term_end_date,
    pending_change,
    credit_cents,
    is_changeable: allows_plan_change && isChangeable(subscription),
  }
}
