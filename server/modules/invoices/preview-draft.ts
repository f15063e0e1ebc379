import type { Context } from '#platform/context.ts'
import { computeLines, withoutDays } from './compute-lines.ts'
import { keepServiceDays } from './keep-service-days.ts'
import { dueDateFor, kindFor, listMissing } from './rules.ts'
import type { ComputedDraft, DraftPreview } from './schemas.ts'

/** What a draft would come to if it were issued now; saves nothing. */
export async function previewDraft(ctx: Context, input: DraftPreview): Promise<ComputedDraft> {
  const typed = input.draft_id ? await keepServiceDays(ctx, input.draft_id, input.lines) : input.lines
  const computed = await computeLines(ctx, input.customer_id ?? null, typed)
  const { parties, lines, ...totals } = computed
  return {
    kind: kindFor(parties),
    issue_date: parties.today,
    due_date: dueDateFor(parties, input.due_date),
    lines: withoutDays(lines),
    ...totals,
    missing: listMissing({ ...computed, due_date: input.due_date }),
  }
}
