import { computeLines, withoutDays } from '#modules/invoices/compute-lines.ts'
import type { Context } from '#platform/context.ts'
import { missingOf } from './rules.ts'
import type { QuotationPreview, QuotationTotals } from './schemas.ts'

/** What it would come to if it were sent now; saves nothing. */
export async function previewQuotation(ctx: Context, input: QuotationPreview): Promise<QuotationTotals> {
  const computed = await computeLines(ctx, input.customer_id ?? null, input.lines)
  const { parties: _, lines, ...totals } = computed
  return { lines: withoutDays(lines), ...totals, missing: missingOf({ ...computed, valid_until: null }) }
}
