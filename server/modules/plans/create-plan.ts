import { sql } from 'kysely'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, constraintOf, invalid } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { endDefault } from './end-default.ts'
import { planCreated } from './events.ts'
import { planColumns } from './queries.ts'
import { checkPlan, completeLimits } from './rules.ts'
import type { NewPlan, Plan } from './schemas.ts'

export async function createPlan(ctx: Context, input: NewPlan): Promise<Plan> {
  const details = {
    kind: input.kind ?? 'plan',
    code: input.code,
    name: input.name,
    description: input.description ?? null,
    gst_code: input.gst_code ?? null,
    trial_days: input.trial_days ?? 0,
    features: input.features ?? [],
    limits: completeLimits(input.limits ?? {}),
    is_active: true,
    is_visible: input.is_visible ?? false,
    is_default: input.is_default ?? false,
  }
  refuseMistakes(details)
  if (details.is_default) await endDefault(ctx)
  const plan = await ctx.db
    .one(
      db
        .insertInto('plans')
        .values({
          ...details,
          display_order: input.display_order ?? last(ctx),
          organization_id: ctx.organization_id,
          id: newId(),
          created_at: ctx.now.toString(),
          updated_at: ctx.now.toString(),
        })
        .returning(planColumns),
    )
    .catch(onTaken)
  recordEvent(ctx, planCreated, plan)
  return plan
}

const last = (ctx: Context) =>
  sql<number>`(select coalesce(max(display_order) + 1, 0) from plans where organization_id = ${ctx.organization_id})`

export function refuseMistakes(plan: Parameters<typeof checkPlan>[0]): void {
  const fields = checkPlan(plan)
  if (fields.length) throw invalid('plans.invalid', 'Some details of the plan are not right.', fields)
}

/** What another plan has already. */
export function onTaken(error: unknown): never {
  if (constraintOf(error) === 'plans_code_taken')
    throw conflict('plans.code_taken', 'Another plan or add-on already has this code.')
  if (constraintOf(error) === 'plans_one_default')
    throw conflict(
      'plans.default_taken',
      'Somebody made another plan the default at the same moment. Load the plans again and repeat your change.',
    )
  throw error
}
