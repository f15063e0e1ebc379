import type { Context } from '#platform/context.ts'
import { lookAtAgreement } from './recount.ts'
import type { NewPart, PartPreview } from './schemas.ts'
import { workOutPart } from './work-out-part.ts'

/** What the next part would come to. */
export async function previewPart(ctx: Context, id: string, part: NewPart): Promise<PartPreview> {
  const held = await lookAtAgreement(ctx, id)
  const { amount_cents, computed } = await workOutPart(ctx, held, part)
  return {
    subtotal_cents: amount_cents,
    gst_amount_cents: computed.gst_amount_cents,
    total_amount_cents: computed.total_amount_cents,
    billed_before_cents: held.billed_cents,
    remaining_cents: held.subtotal_cents - held.billed_cents - amount_cents,
  }
}
