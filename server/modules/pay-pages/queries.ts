import { paynowCode } from '#modules/invoices/paynow-code.ts'
import { getInvoice } from '#modules/invoices/queries.ts'
import type { Invoice } from '#modules/invoices/schemas.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { cardState } from './card-state.ts'
import type { Opened } from './open-pay-link.ts'
import type { PayTokens } from './pay-tokens.ts'
import { payState } from './rules.ts'
import type { PayLink, PayPage } from './schemas.ts'

export type LinkParts = { tokens: PayTokens; public_url: string }

/** As little as a person needs who pays: neither the lines nor who the customer is. */
export async function getPayPage({ ctx, invoice_id }: Opened): Promise<PayPage> {
  const invoice = await getInvoice(ctx, invoice_id)
  const { number, seller, currency, due_date, is_overdue, total_amount_cents, amount_due_cents } = invoice
  return {
    number,
    seller: { name: seller.name, uen: seller.uen },
    currency,
    due_date,
    is_overdue,
    status: payState(invoice),
    total_amount_cents,
    amount_due_cents: payState(invoice) === 'open' ? amount_due_cents : 0,
    paynow: paynowCode(invoice) ?? null,
    card: await cardState(ctx, invoice),
  }
}

export async function getPayLink(ctx: Context, { tokens, public_url }: LinkParts, id: string): Promise<PayLink> {
  const { generation, ...link } = await ctx.db.one(linkQuery(ctx, id), () => notFound('invoice'))
  const token = tokens.tokenOf({ organization_id: ctx.organization_id, invoice_id: id, generation })
  return { ...link, url: link.revoked_at ? null : `${public_url}/pay/${token}` }
}

/** The links of many invoices, without those that were revoked. */
export async function listPayUrls(
  { db, organization_id }: Context,
  { tokens, public_url }: LinkParts,
  ids: string[],
): Promise<ReadonlyMap<string, string>> {
  const query: TextQuery<{ id: string; generation: number }> = {
    text: `select i.id, coalesce(l.generation, 1) as generation
           from unnest($2::uuid[]) as i (id)
           left join pay_links l on l.organization_id = $1 and l.invoice_id = i.id
           where l.revoked_at is null`,
    parameters: [organization_id, `{${ids.join(',')}}`],
  }
  const urlOf = (invoice_id: string, generation: number) =>
    `${public_url}/pay/${tokens.tokenOf({ organization_id, invoice_id, generation })}`
  return new Map((await db.all(query)).map(({ id, generation }) => [id, urlOf(id, generation)]))
}

type LinkRow = Pick<PayLink, 'id' | 'number' | 'seen_at' | 'revoked_at'> & { generation: number }

function linkQuery({ organization_id }: Context, id: Invoice['id']): TextQuery<LinkRow> {
  return {
    text: `select i.id, i.number, coalesce(l.generation, 1) as generation, l.seen_at, l.revoked_at
           from invoices i
           left join pay_links l on l.organization_id = i.organization_id and l.invoice_id = i.id
           where i.organization_id = $1 and i.id = $2`,
    parameters: [organization_id, id],
  }
}
