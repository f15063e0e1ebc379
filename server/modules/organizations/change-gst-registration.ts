import { type Context, dayIn } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { invalid } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { dayBefore, type Period, planHistory } from './gst-registration-rules.ts'
import { listGstRegistrations } from './queries.ts'
import { normalizeNumber } from './rules.ts'
import type { Organization } from './schemas.ts'

/**
 * Lets the dated history say what the settings say, with the row of the settings locked. Invoices take from it what
 * held on their tax point, so those of before and those of after each stay right; issued ones are never touched.
 */
export async function changeGstRegistration(
  ctx: Context,
  { gst_reg_no, gst_registered_from, timezone }: Organization,
  gst_registered_to: string | null,
): Promise<void> {
  const { data: history } = await listGstRegistrations(ctx)
  const wanted =
    gst_reg_no && gst_registered_from
      ? { gst_reg_no: normalizeNumber(gst_reg_no), from_date: gst_registered_from }
      : undefined
  const last_day = gst_registered_to ?? dayBefore(dayIn(timezone, ctx.now))
  const plan = planHistory(history, wanted, last_day, gst_registered_to !== null)
  if ('refusal' in plan)
    throw invalid('organizations.invalid', 'Some details of the organisation are not right.', [
      { pointer: `/${plan.field}`, code: 'not_allowed', detail: plan.refusal },
    ])
  const { remove, update, insert } = plan
  if (remove) ctx.db.send(deletePeriod(ctx, remove))
  if (update) ctx.db.send(updatePeriod(ctx, update))
  if (insert)
    ctx.db.send(
      db.insertInto('gst_registrations').values({
        organization_id: ctx.organization_id,
        id: newId(),
        ...insert,
        created_at: ctx.now.toString(),
      }),
    )
}

const deletePeriod = (ctx: Context, { id }: Period) =>
  db.deleteFrom('gst_registrations').where('organization_id', '=', ctx.organization_id).where('id', '=', id)

const updatePeriod = (ctx: Context, { id, gst_reg_no, from_date, to_date }: Period) =>
  db
    .updateTable('gst_registrations')
    .set({ gst_reg_no, from_date, to_date })
    .where('organization_id', '=', ctx.organization_id)
    .where('id', '=', id)
