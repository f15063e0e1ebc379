import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { staleVersion } from '#platform/errors.ts'
import { onTaken, refuseMistakes } from './create-plan.ts'
import { endDefault } from './end-default.ts'
import { planUpdated } from './events.ts'
import { getPlan, planColumns } from './queries.ts'
import { completeLimits } from './rules.ts'
import type { Plan, PlanChanges } from './schemas.ts'

/** Changes a plan for everybody who has it; what it costs stands in its prices, which stay. */
export async function updatePlan(ctx: Context, id: string, version: number, changes: PlanChanges): Promise<Plan> {
  const before = await getPlan(ctx, id)
  const { limits, ...others } = changes
  const wanted = { ...others, limits: limits ? completeLimits(limits) : before.limits }
  refuseMistakes({ ...before, ...wanted })
  if (changes.is_default && !before.is_default) await endDefault(ctx)

  const plan = await ctx.db
    .find(
      db
        .updateTable('plans')
        .set({ ...wanted, version: version + 1, updated_at: ctx.now.toString() })
        .where('organization_id', '=', ctx.organization_id)
        .where('id', '=', id)
        .where('version', '=', version)
        .returning(planColumns),
    )
    .catch(onTaken)
  if (!plan) throw staleVersion('plan')
  recordEvent(ctx, planUpdated, plan, changesBetween(before, plan))
  return plan
}
