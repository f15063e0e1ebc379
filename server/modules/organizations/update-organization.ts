import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { onConstraint, staleVersion } from '#platform/errors.ts'
import { changeGstRegistration } from './change-gst-registration.ts'
import { refuseMistakes, uenTaken, yearOf } from './create-organization.ts'
import { organizationUpdated } from './events.ts'
import { getOrganization } from './queries.ts'
import { doubtsAbout, normalizeNumber } from './rules.ts'
import type { Organization, OrganizationChanges, SavedOrganization } from './schemas.ts'

/** Changes settings; documents already issued keep what they say. */
export async function updateOrganization(
  ctx: Context,
  version: number,
  { gst_registered_to = null, ...changes }: OrganizationChanges,
): Promise<SavedOrganization> {
  const before = await getOrganization(ctx)
  const wanted = { ...before, ...changes }
  // Leaving the register empties what only a registered organisation has.
  if (changes.is_gst_registered === false) Object.assign(wanted, { gst_reg_no: null, gst_registered_from: null })
  refuseMistakes(ctx, wanted)

  const updated = await ctx.db.find(
    db
      .updateTable('organizations')
      .set({
        is_gst_registered: wanted.is_gst_registered,
        gst_reg_no: wanted.gst_reg_no ? normalizeNumber(wanted.gst_reg_no) : null,
        gst_registered_from: wanted.gst_registered_from,
        billing_email: wanted.billing_email,
        address: wanted.address,
        timezone: wanted.timezone,
        version: version + 1,
        updated_at: ctx.now.toString(),
      })
      .where('organization_id', '=', ctx.organization_id)
      .where('version', '=', version)
      .returning('version'),
  )
  if (!updated) throw staleVersion('organisation')
  await changeGstRegistration(ctx, wanted, gst_registered_to)
  if (wanted.name !== before.name || normalizeNumber(wanted.uen) !== before.uen) await rename(ctx, wanted)

  const organization = await getOrganization(ctx)
  recordEvent(ctx, organizationUpdated, organization, changesBetween(before, organization))
  return { ...organization, warnings: doubtsAbout(organization, yearOf(ctx)) }
}

/** The slug stays: links that people keep must go on working. */
async function rename(ctx: Context, { name, uen }: Organization): Promise<void> {
  await ctx.db
    .all(
      db
        .updateTable('organization_directory')
        .set({ name, uen: normalizeNumber(uen) })
        .where('organization_id', '=', ctx.organization_id),
    )
    .catch(onConstraint('organization_directory_uen_taken', uenTaken))
}
