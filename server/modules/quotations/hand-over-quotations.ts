import type { Context } from '#platform/context.ts'

/** What was quoted to a lead, or to one that was merged into it, is theirs as a customer; null: they are a lead again. */
export function handOverQuotations(ctx: Context, lead_id: string, customer_id: string | null): void {
  ctx.db.send({
    text: `update quotations set customer_id = $3, version = version + 1, updated_at = $4
           where organization_id = $1 and lead_id in (
             select id from leads where organization_id = $1 and (id = $2 or merged_into_id = $2))`,
    parameters: [ctx.organization_id, lead_id, customer_id, ctx.now.toString()],
  })
}
