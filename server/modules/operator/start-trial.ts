import { createCustomer } from '#modules/customers/create-customer.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import type { Organization } from '#modules/organizations/schemas.ts'
import { createSubscription } from '#modules/subscriptions/create-subscription.ts'
import type { Context } from '#platform/context.ts'
import { db, type TextQuery } from '#platform/database.ts'
import { findTrialPrice } from './tenant-queries.ts'

/**
 * Makes an organisation a customer of the operator and starts it on the default plan, with its trial. Nothing happens
 * without a plan to begin on, and nothing a second time.
 */
export async function startTrial(ctx: Context, tenant_id: string): Promise<void> {
  if (tenant_id === ctx.organization_id) return
  const price = await findTrialPrice(ctx)
  if (!price || (await isCustomer(ctx, tenant_id))) return
  const customer_id = await becomeCustomer(ctx, tenant_id)
  if (await isSubscribed(ctx, customer_id)) return
  await createSubscription(ctx, { customer_id, price_id: price.price_id })
}

/** Who was entered by hand before is the same customer; else there is a new one. Of two at once one fails, and is tried again. */
export async function becomeCustomer(ctx: Context, tenant_id: string): Promise<string> {
  const { organization_id } = ctx
  const tenant = await inside(ctx, tenant_id, getOrganization)
  const known = await findByUen(ctx, tenant.uen)
  const customer_id = known && !known.is_taken ? known.id : (await enter(ctx, tenant, !known)).id
  await ctx.db.all(
    db
      .insertInto('tenant_customers')
      .values({ organization_id, tenant_id, customer_id, created_at: ctx.now.toString() }),
  )
  return customer_id
}

/** Looks into an organisation on the way, as the operator may, and comes back. */
export async function inside<T>(ctx: Context, tenant_id: string, work: (ctx: Context) => Promise<T>): Promise<T> {
  ctx.db.enter(tenant_id)
  const result = await work({ ...ctx, organization_id: tenant_id })
  ctx.db.enter(ctx.organization_id)
  return result
}

const enter = (ctx: Context, { name, uen, gst_reg_no, billing_email, address }: Organization, has_uen: boolean) =>
  createCustomer(ctx, { name, uen: has_uen ? uen : null, gst_reg_no, email: billing_email, address })

async function isCustomer(ctx: Context, tenant_id: string): Promise<boolean> {
  const query = db
    .selectFrom('tenant_customers')
    .select('customer_id')
    .where('organization_id', '=', ctx.organization_id)
    .where('tenant_id', '=', tenant_id)
  return (await ctx.db.find(query)) !== undefined
}

/** A UEN that was taken from one organisation and given to another still names the first one's customer. */
async function findByUen(ctx: Context, uen: string): Promise<{ id: string; is_taken: boolean } | undefined> {
  const query: TextQuery<{ id: string; is_taken: boolean }> = {
    text: `select c.id, c.archived_at is not null or t.customer_id is not null as is_taken
           from customers c
           left join tenant_customers t on t.organization_id = c.organization_id and t.customer_id = c.id
           where c.organization_id = $1 and c.uen = $2`,
    parameters: [ctx.organization_id, uen],
  }
  return ctx.db.find(query)
}

async function isSubscribed(ctx: Context, customer_id: string): Promise<boolean> {
  const query = db
    .selectFrom('subscriptions')
    .select('id')
    .where('organization_id', '=', ctx.organization_id)
    .where('customer_id', '=', customer_id)
    .where('status', '<>', 'canceled')
    .limit(1)
  return (await ctx.db.find(query)) !== undefined
}
