import { recordUserEvent } from '#modules/auth/events.ts'
import { findUserByEmail } from '#modules/auth/queries.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import { createOrganization } from '#modules/organizations/create-organization.ts'
import { plainRole } from '#modules/organizations/choose-role.ts'
import { memberJoined, memberUpdated } from '#modules/organizations/events.ts'
import { getMember } from '#modules/organizations/member-queries.ts'
import { syntheticUen } from '#modules/organizations/rules.ts'
import type { Actor, Context, UserContext } from '#platform/context.ts'
import { hashToken, randomToken } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { normalizeEmail } from '#platform/mail.ts'
import { StartupError } from '#platform/startup-error.ts'

export type Wanted = {
  email: string
  name?: string | undefined
  organization?: string | undefined
  uen?: string | undefined
}
/** `setup_token` sets a password once, within an hour; undefined for who has one already. */
export type MadeOperator = { organization: string; is_new_organization: boolean; setup_token: string | undefined }

const setupLifetime = { hours: 1 }
const machine: Actor = { kind: 'system', id: null, name: 'The command line' }

/**
 * Makes a person an owner of the organisation that runs the installation, and makes the person and the organisation
 * where there is none. Run as the owner of the tables, for the service has no right to name the operator. A second
 * time it changes nothing, but for a new link to whoever has not set a password yet.
 */
export async function makeOperator(
  ctx: UserContext,
  wanted: Wanted,
  unknown_password_hash: string,
): Promise<MadeOperator> {
  // Two commands at once: the second sees what the first has made.
  await ctx.db.all({ text: `select pg_advisory_xact_lock(hashtext('make operator'))`, parameters: [] })
  const { id, name, needs_link } = await ensureUser(ctx, wanted, unknown_password_hash)
  const found = await ctx.db.find(
    db
      .selectFrom('operator_organizations as o')
      .innerJoin('organization_directory as d', 'd.organization_id', 'o.organization_id')
      .select(['o.organization_id', 'd.name']),
  )
  if (found) await join({ ...ctx, actor: machine, organization_id: found.organization_id }, id)
  const organization = found ?? (await makeOrganization(ctx, wanted, { id, name }))
  return {
    organization: organization.name,
    is_new_organization: !found,
    setup_token: needs_link ? makeLink(ctx, id) : undefined,
  }
}

/**
 * An address that was never confirmed may have been registered by anybody, with a password that they know: whatever
 * that account has is replaced.
 */
async function ensureUser(ctx: UserContext, { email, name = nameIn(email) }: Wanted, password_hash: string) {
  const user = await findUserByEmail(ctx, email)
  if (user?.disabled_at)
    throw new StartupError(`The account of ${email} is disabled. Another operator must enable it first.`)
  if (user?.verified_at) return { id: user.id, name: user.name, needs_link: await hasNoPassword(ctx, user.id) }
  const now = ctx.now.toString()
  if (user) {
    await ctx.db.all(
      db.updateTable('users').set({ password_hash, verified_at: now, updated_at: now }).where('id', '=', user.id),
    )
    return { id: user.id, name: user.name, needs_link: true }
  }
  const id = newId()
  await ctx.db.all(
    db.insertInto('users').values({
      id,
      email,
      email_normalized: normalizeEmail(email),
      name,
      timezone: 'Asia/Singapore',
      password_hash,
      verified_at: now,
      created_at: now,
      updated_at: now,
    }),
  )
  recordUserEvent(ctx, 'user.created', id)
  return { id, name, needs_link: true }
}

/** Made by this command, and never signed in since. */
async function hasNoPassword(ctx: UserContext, user_id: string): Promise<boolean> {
  const names = await ctx.db.all(db.selectFrom('user_events').select('name').distinct().where('user_id', '=', user_id))
  const has = (...wanted: string[]) => names.some(({ name }) => wanted.includes(name))
  return has('user.made_operator') && !has('user.password_reset', 'user.password_changed', 'user.logged_in')
}

async function join(ctx: Context, user_id: string): Promise<void> {
  const { organization_id } = ctx
  ctx.db.enter(organization_id)
  const before = await ctx.db.find(
    db
      .selectFrom('memberships')
      .select('role')
      .where('organization_id', '=', organization_id)
      .where('user_id', '=', user_id),
  )
  if (before?.role === 'owner' || before?.role === 'admin') return
  await ctx.db.all(
    db
      .insertInto('memberships')
      .values({ organization_id, user_id, role: 'owner', created_at: ctx.now.toString() })
      .onConflict((known) => known.columns(['organization_id', 'user_id']).doUpdateSet(plainRole('owner'))),
  )
  recordEvent(ctx, before ? memberUpdated : memberJoined, await getMember(ctx, user_id))
  recordUserEvent(ctx, 'user.made_operator', user_id)
}

async function makeOrganization(ctx: UserContext, wanted: Wanted, user: { id: string; name: string }) {
  const { id: organization_id, name } = await createOrganization(
    { ...ctx, actor: { kind: 'user', id: user.id, name: user.name } },
    {
      name: wanted.organization ?? 'Operator',
      // Nobody's: the settings ask for the right one before it stands on an invoice.
      uen: wanted.uen ?? syntheticUen(2018, 99_999),
      is_gst_registered: false,
      billing_email: wanted.email,
      address: { line1: 'Not given yet', postal_code: '000000', country: 'SG' },
    },
  )
  await ctx.db.all(db.insertInto('operator_organizations').values({ organization_id, created_at: ctx.now.toString() }))
  recordUserEvent(ctx, 'user.made_operator', user.id)
  return { name }
}

/** The way of a forgotten password, but for the mail: whoever stands at the machine is who they say. */
function makeLink(ctx: UserContext, user_id: string): string {
  const token = randomToken('nxp')
  const now = ctx.now.toString()
  ctx.db.send(
    db.updateTable('password_resets').set({ used_at: now }).where('user_id', '=', user_id).where('used_at', 'is', null),
  )
  ctx.db.send(
    db.insertInto('password_resets').values({
      token_hash: hashToken(token),
      user_id,
      created_at: now,
      expires_at: ctx.now.add(setupLifetime).toString(),
    }),
  )
  return token
}

const nameIn = (email: string): string => email.split('@')[0]!
