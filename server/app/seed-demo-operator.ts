import { company } from '#db/demo/merlion-cloud.ts'
import { neighbours, operator, support } from '#db/demo/neighbours.ts'
import { grantSupport } from '#modules/operator/grant-support.ts'
import { createOrganization } from '#modules/organizations/create-organization.ts'
import type { UserContext } from '#platform/context.ts'
import { randomToken } from '#platform/crypto.ts'
import { db, transact } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { asOwnerOfTables } from './operator-command.ts'
import type { Parts } from './parts.ts'

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
    for (const { owner, organization } of neighbours)
      await createOrganization(await asNewUser(tx, owner, password_hash, clock()), organization)
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
): Promise<UserContext> {
  const at = now.toString()
  const { timezone } = company
  const user = { id: newId(), email, email_normalized: email, name, timezone, password_hash }
  await tx.all(db.insertInto('users').values({ ...user, verified_at: at, created_at: at, updated_at: at }))
  return as(tx, user, now)
}

async function letIn(tx: Tx, now: Temporal.Instant): Promise<void> {
  const owner = await tx.find(
    db
      .selectFrom('organization_directory as d')
      .innerJoin('memberships as m', 'm.organization_id', 'd.organization_id')
      .innerJoin('users as u', 'u.id', 'm.user_id')
      .select(['d.organization_id', 'u.id', 'u.name'])
      .where('d.uen', '=', company.uen)
      .where('m.role', '=', 'owner'),
  )
  if (!owner) return
  tx.enter(owner.organization_id)
  await grantSupport({ ...as(tx, owner, now), organization_id: owner.organization_id }, support)
}
