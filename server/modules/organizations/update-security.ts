import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, staleVersion } from '#platform/errors.ts'
import { organizationUpdated } from './events.ts'
import { getOrganization } from './queries.ts'
import type { Organization, SecurityChanges } from './schemas.ts'

/** How members must sign in to come in here. Apart from the other settings, for it wants a fresh proof of who asks. */
export async function updateSecurity(
  ctx: Context,
  version: number,
  { require_second_factor }: SecurityChanges,
  has_second_factor: boolean,
): Promise<Organization> {
  if (require_second_factor && !has_second_factor)
    throw conflict(
      'organizations.second_factor_first',
      'You would lock yourself out. Add a second factor to your account and log in with it, then require it of others.',
    )
  const before = await getOrganization(ctx)
  const updated = await ctx.db.find(
    db
      .updateTable('organizations')
      .set({ version: version + 1, updated_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('version', '=', version)
      .returning('version'),
  )
  if (!updated) throw staleVersion('organisation')
  ctx.db.send(
    db
      .updateTable('organization_directory')
      .set({ require_second_factor })
      .where('organization_id', '=', ctx.organization_id),
  )
  const organization = await getOrganization(ctx)
  recordEvent(ctx, organizationUpdated, organization, changesBetween(before, organization))
  return organization
}
