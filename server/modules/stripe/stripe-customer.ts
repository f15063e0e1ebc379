import { getCustomer } from '#modules/customers/queries.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { clientFor } from './open-payment.ts'
import type { SyncDoor } from './sync-payment.ts'

/** The customer of Stripe that stands for one of ours; made when it is first wanted, once however many want it. */
export async function stripeCustomerOf(door: SyncDoor, organization_id: string, customer_id: string): Promise<string> {
  const known = await door.inOrganization(organization_id, async (ctx) => ({
    id: await findStripeCustomer(ctx, customer_id),
    customer: await getCustomer(ctx, customer_id),
  }))
  if (known.id) return known.id
  const client = await clientFor(door, organization_id)
  const { name, email } = known.customer
  const { id } = await client.customers.create(
    { name, ...(email && { email }), metadata: { organization_id, customer_id } },
    { idempotencyKey: `customer ${organization_id} ${customer_id}` },
  )
  return door.inOrganization(organization_id, async (ctx) => {
    ctx.db.send({
      text: `insert into stripe_customers (organization_id, customer_id, stripe_customer_id, created_at)
             values ($1, $2, $3, $4) on conflict (organization_id, customer_id) do nothing`,
      parameters: [organization_id, customer_id, id, ctx.now.toString()],
    })
    return (await findStripeCustomer(ctx, customer_id))!
  })
}

export async function findStripeCustomer(ctx: Context, customer_id: string): Promise<string | undefined> {
  const query: TextQuery<{ stripe_customer_id: string }> = {
    text: 'select stripe_customer_id from stripe_customers where organization_id = $1 and customer_id = $2',
    parameters: [ctx.organization_id, customer_id],
  }
  return (await ctx.db.find(query))?.stripe_customer_id
}
