import type { Context } from '#platform/context.ts'
import { computeLines } from './compute-lines.ts'
import { getDraftRow } from './draft-queries.ts'
import type { IssuedLine, NewLine } from './schemas.ts'

/**
 * Gives the edited lines of a draft the days that a renewal run put on them: a line keeps its days as long as its
 * description, which says them too, stays as it was made, or as it is cut where the rate of GST changed since.
 */
export async function keepServiceDays(ctx: Context, draft_id: string, edited: NewLine[]): Promise<IssuedLine[]> {
  const { customer_id, lines } = await getDraftRow(ctx, draft_id)
  if (!lines.some((line) => line.service_from_date)) return edited
  const computed = await computeLines(ctx, customer_id, lines)
  const days = new Map(
    [...lines, ...computed.lines].flatMap(({ description, service_from_date, service_to_date }) =>
      service_from_date && service_to_date ? [[description, { service_from_date, service_to_date }]] : [],
    ),
  )
  return edited.map((line) => ({ ...line, ...days.get(line.description) }))
}
