import { recordInBoth } from '#modules/events/record-in-both.ts'
import { queueJob } from '#platform/jobs.ts'
import { type Context, signedInUser } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { endVisits } from './end-impersonation.ts'
import { impersonationStarted } from './events.ts'
import { closeImpersonation } from './jobs.ts'
import type { Impersonation, NewImpersonation } from './schemas.ts'
import { getVisit, lockAccess } from './support-queries.ts'

/**
 * Stands in for a member of an organisation that let the operator in, by the session that asks and no other. It ends
 * with the access at the latest. To change something it takes both: the access that allows it, and the wish.
 */
export async function impersonate(
  ctx: Context,
  session_id: string,
  organization_id: string,
  { user_id, reason, minutes, is_read_only = true }: NewImpersonation,
): Promise<Impersonation & { organization_id: string }> {
  await refuseMember(ctx, organization_id)
  const access = await lockAccess(ctx, organization_id)
  if (!access)
    throw conflict(
      'operator.no_support_access',
      'This organisation does not let you in. Ask one of its owners or admins to grant support access.',
    )
  if (!is_read_only && !access.is_write_allowed)
    throw conflict(
      'operator.look_only',
      'This organisation lets you look only. Leave is_read_only out, or ask for more.',
    )
  const for_id = user_id ?? access.granted_by
  await refuseStranger(ctx, organization_id, for_id)
  await endVisits(ctx, (open) => open.where('session_id', '=', session_id))
  const id = newId()
  const wanted = ctx.now.add({ minutes })
  const ends_at = Temporal.Instant.compare(wanted, access.ends_at) < 0 ? wanted : Temporal.Instant.from(access.ends_at)
  ctx.db.send(
    db.insertInto('impersonations').values({
      id,
      organization_id,
      support_access_id: access.id,
      session_id,
      operator_id: signedInUser(ctx),
      user_id: for_id,
      reason,
      is_read_only,
      started_at: ctx.now.toString(),
      ends_at: ends_at.toString(),
    }),
  )
  const visit = await getVisit(ctx, id)
  queueJob(ctx, closeImpersonation, { impersonation_id: id }, { run_at: ends_at.add({ seconds: 5 }) })
  recordInBoth(ctx, organization_id, impersonationStarted, visit)
  const { organization_name: _, ...started } = visit
  return started
}

async function refuseMember(ctx: Context, organization_id: string): Promise<void> {
  const [[organization], [membership]] = await ctx.db.batch(
    db.selectFrom('organization_directory').select('name').where('organization_id', '=', organization_id),
    db
      .selectFrom('memberships')
      .select('role')
      .where('organization_id', '=', organization_id)
      .where('user_id', '=', signedInUser(ctx)),
  )
  if (!organization) throw notFound('organization')
  if (membership)
    throw conflict('operator.already_member', 'You belong to this organisation yourself: enter it as you are.')
}

async function refuseStranger(ctx: Context, organization_id: string, user_id: string): Promise<void> {
  await ctx.db.one(
    db
      .selectFrom('memberships as m')
      .innerJoin('users as u', 'u.id', 'm.user_id')
      .select('u.name')
      .where('m.organization_id', '=', organization_id)
      .where('m.user_id', '=', user_id)
      .where('u.disabled_at', 'is', null),
    () => notFound('member'),
  )
}
