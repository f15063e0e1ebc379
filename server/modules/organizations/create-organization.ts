import { recordEvent } from '#modules/events/record-event.ts'
import { type Context, signedInUser, type UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, invalid, onConstraint } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { changeGstRegistration } from './change-gst-registration.ts'
import { organizationCreated } from './events.ts'
import { getOrganization } from './queries.ts'
import { checkOrganization, doubtsAbout, normalizeNumber, slugOf } from './rules.ts'
import type { NewOrganization, SavedOrganization } from './schemas.ts'

/** What modules above this one do in a new organisation, in the same transaction. */
export type WhenCreated = (ctx: Context) => Promise<void>

/** Makes an organisation with the signed-in user as its owner. A UEN belongs to at most one. */
export async function createOrganization(
  ctx: UserContext,
  input: NewOrganization,
  whenCreated?: WhenCreated,
): Promise<SavedOrganization> {
  refuseMistakes(ctx, input)
  const organization_id = newId()
  const now = ctx.now.toString()
  const entry = { organization_id, name: input.name, uen: normalizeNumber(input.uen), created_at: now }
  const claimSlug = (slug: string) =>
    ctx.db
      .find(
        db
          .insertInto('organization_directory')
          .values({ ...entry, slug })
          .onConflict((taken) => taken.column('slug').doNothing())
          .returning('slug'),
      )
      .catch(onConstraint('organization_directory_uen_taken', uenTaken))
  const slug = slugOf(input.name)
  if (!(await claimSlug(slug))) await claimSlug(`${slug}-${organization_id.slice(-6)}`)

  ctx.db.enter(organization_id)
  ctx.db.send(
    db.insertInto('organizations').values({
      organization_id,
      is_gst_registered: input.is_gst_registered,
      gst_reg_no: input.gst_reg_no ? normalizeNumber(input.gst_reg_no) : null,
      gst_registered_from: input.gst_registered_from ?? null,
      billing_email: input.billing_email,
      address: input.address,
      timezone: input.timezone ?? 'Asia/Singapore',
      created_at: now,
      updated_at: now,
    }),
  )
  ctx.db.send(
    db
      .insertInto('memberships')
      .values({ organization_id, user_id: signedInUser(ctx), role: 'owner', created_at: now }),
  )
  const inside = { ...ctx, organization_id, actor: ctx.actor! } satisfies Context
  const organization = await getOrganization(inside)
  await changeGstRegistration(inside, organization, null)
  recordEvent(inside, organizationCreated, organization)
  await whenCreated?.(inside)
  return { ...organization, warnings: doubtsAbout(organization, yearOf(ctx)) }
}

export function refuseMistakes(ctx: UserContext, wanted: NewOrganization): void {
  const fields = checkOrganization(wanted, yearOf(ctx))
  if (fields.length) throw invalid('organizations.invalid', 'Some details of the organisation are not right.', fields)
}

export const yearOf = (ctx: UserContext): number => ctx.now.toZonedDateTimeISO('Asia/Singapore').year

export const uenTaken = () =>
  conflict(
    'organizations.uen_taken',
    'This UEN cannot be used here. If it is yours, ask the operator of this installation for it.',
  )
