import type { Context } from '#platform/context.ts'
import { computeLines } from './compute-lines.ts'
import { dueDateFor, kindFor, listMissing } from './rules.ts'
import type { ComputedDraft, DraftPreview } from './schemas.ts'

/** What a draft would come to if it were issued now; saves nothing. */
export async function previewDraft(ctx: Context, input: DraftPreview): Promise<ComputedDraft> {
  const computed = await computeLines(ctx, input.customer_id ?? null, input.lines)
  const { parties, ...totals } = computed
  return {
    kind: kindFor(parties),
    issue_date: parties.today,
    due_date: dueDateFor(parties, input.due_date),
    ...totals,
    missing: listMissing({ ...computed, due_date: input.due_date }),
  }
}
