import { company } from '#db/demo/merlion-cloud.ts'
import { neighbours, operator, support } from '#db/demo/neighbours.ts'
import { operatorOffers } from '#db/demo/plans.ts'
import { grantSupport } from '#modules/operator/grant-support.ts'
import { pushEntitlements } from '#modules/operator/push-entitlements.ts'
import { becomeCustomer, startTrial } from '#modules/operator/start-trial.ts'
import { listOutdatedTenants } from '#modules/operator/tenant-queries.ts'
import { addLeadDefaults } from '#modules/leads/add-lead-defaults.ts'
import { createOrganization } from '#modules/organizations/create-organization.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { updateOrganization } from '#modules/organizations/update-organization.ts'
import { createSubscription } from '#modules/subscriptions/create-subscription.ts'
import type { Context, UserContext } from '#platform/context.ts'
import { randomToken } from '#platform/crypto.ts'
import { db, transact } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { asOwnerOfTables } from './operator-command.ts'
import type { Parts } from './parts.ts'
import { sellOffers } from './seed-demo-plans.ts'

export const demoOperator = operator

/**
 * Gives the demo somebody who runs it, with two more companies to see, and lets them into the demo company. Done once,
 * and not where somebody was made the operator already.
 */
export async function ensureDemoOperator(parts: Parts, database_url: string): Promise<void> {
  const { pool, clock, config, passwords } = parts
  const known = await transact(pool, undefined, (tx) =>
    tx.find(db.selectFrom('operator_organizations').select('organization_id')),
  )
  if (known) return
  await asOwnerOfTables(config, database_url, operator, clock())
  const password_hash = await passwords.hash(randomToken('nxp'))
  await transact(pool, undefined, async (tx) => {
    const tenants: string[] = []
    for (const { owner, organization, offers } of neighbours) {
      const ctx = await asNewUser(tx, owner, password_hash, clock())
      const { id } = await createOrganization(ctx, organization)
      addLeadDefaults({ ...ctx, organization_id: id })
      await sellOffers({ ...ctx, organization_id: id }, offers)
      tenants.push(id)
    }
    await sellAsOperator(tx, clock(), tenants)
    await letIn(tx, clock())
  })
}

type Tx = UserContext['db']
type Person = { id: string; name: string }

const as = (tx: Tx, { id, name }: Person, now: Temporal.Instant) => ({
  db: tx,
  actor: { kind: 'user', id, name } as const,
  request_id: null,
  ip: null,
  user_agent: null,
  now,
})

async function asNewUser(
  tx: Tx,
  { email, name }: { email: string; name: string },
  password_hash: string,
  now: Temporal.Instant,
): Promise<Omit<Context, 'organization_id'>> {
  const at = now.toString()
  const { timezone } = company
  const user = { id: newId(), email, email_normalized: email, name, timezone, password_hash }
  await tx.all(db.insertInto('users').values({ ...user, verified_at: at, created_at: at, updated_at: at }))
  return as(tx, user, now)
}

/** The price page of the installation, the demo company on one of its plans, and the others on a trial. */
async function sellAsOperator(tx: Tx, now: Temporal.Instant, tenants: string[]): Promise<void> {
  const found = await ownerOf(tx, operator.uen)
  const subscriber = await ownerOf(tx, company.uen)
  if (!found || !subscriber) return
  tx.enter(found.organization_id)
  const ctx: Context = { ...as(tx, found, now), organization_id: found.organization_id }
  const { version } = await getOrganization(ctx)
  await updateOrganization(ctx, version, { address: operator.address })
  await sellOffers(ctx, operatorOffers)
  for (const id of tenants) await startTrial(ctx, id)
  await createSubscription(ctx, {
    customer_id: await becomeCustomer(ctx, subscriber.organization_id),
    price_id: await monthlyPriceOf(ctx, operator.plan_of_company),
    trial_end_date: null,
  })
  for (const id of await listOutdatedTenants(ctx)) await pushEntitlements(ctx, id)
}

async function monthlyPriceOf(ctx: Context, code: string): Promise<string> {
  const { id } = await ctx.db.one(
    db
      .selectFrom('plans as l')
      .innerJoin('prices as p', (on) =>
        on.onRef('p.organization_id', '=', 'l.organization_id').onRef('p.plan_id', '=', 'l.id'),
      )
      .select('p.id')
      .where('l.organization_id', '=', ctx.organization_id)
      .where('l.code', '=', code)
      .where('p.billing_interval', '=', 'month'),
  )
  return id
}

async function letIn(tx: Tx, now: Temporal.Instant): Promise<void> {
  const owner = await ownerOf(tx, company.uen)
  if (!owner) return
  tx.enter(owner.organization_id)
  await grantSupport({ ...as(tx, owner, now), organization_id: owner.organization_id }, support)
}

async function ownerOf(tx: Tx, uen: string): Promise<(Person & { organization_id: string }) | undefined> {
  return tx.find(
    db
      .selectFrom('organization_directory as d')
      .innerJoin('memberships as m', 'm.organization_id', 'd.organization_id')
      .innerJoin('users as u', 'u.id', 'm.user_id')
      .select(['d.organization_id', 'u.id', 'u.name'])
      .where('d.uen', '=', uen)
      .where('m.role', '=', 'owner'),
  )
}
