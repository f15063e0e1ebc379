import { company } from '#db/demo/merlion-cloud.ts'
import { neighbours, operator, support } from '#db/demo/neighbours.ts'
import { operatorOffers } from '#db/demo/plans.ts'
import { grantSupport } from '#modules/operator/grant-support.ts'
import { createOrganization } from '#modules/organizations/create-organization.ts'
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
    for (const { owner, organization, offers } of neighbours) {
      const ctx = await asNewUser(tx, owner, password_hash, clock())
      const { id } = await createOrganization(ctx, organization)
      await sellOffers({ ...ctx, organization_id: id }, offers)
    }
    await sellAsOperator(tx, clock())
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

/** The price page of the installation. */
async function sellAsOperator(tx: Tx, now: Temporal.Instant): Promise<void> {
  const found = await ownerOf(tx, operator.uen)
  if (!found) return
  tx.enter(found.organization_id)
  await sellOffers({ ...as(tx, found, now), organization_id: found.organization_id }, operatorOffers)
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
