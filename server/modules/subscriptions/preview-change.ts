import type { Context } from '#platform/context.ts'
import { lockSubscription } from './lock-subscription.ts'
import type { Change, ChangePreview } from './change-schemas.ts'
import { workOutChange } from './work-out-change.ts'

/** What a change would do today. Nothing is changed; the numbers are those that the change then charges. */
export async function previewChange(ctx: Context, id: string, change: Change): Promise<ChangePreview> {
  return (await workOutChange(ctx, await lockSubscription(ctx, id), change)).preview
}
