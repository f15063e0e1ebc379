import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { notConfigured } from './account.ts'
import { stopAllCollections } from './collections.ts'
import { findConnection, getStripeConnection } from './connection-queries.ts'
import type { StripeConnection, StripeSettingsChanges } from './connection-schemas.ts'
import { stripeSettingsUpdated } from './events.ts'
import type { StripeDoor } from './stripe-door.ts'

/** Says how cards are offered and charged. Turned on, it charges what is issued from now on; turned off, it stops the tries. */
export async function updateStripeSettings(
  ctx: Context,
  stripe: StripeDoor,
  changes: StripeSettingsChanges,
): Promise<StripeConnection> {
  const connection = await findConnection(ctx, true)
  if (!connection) throw notConfigured()
  const { organization_id } = ctx
  const { is_card_offered = connection.is_card_offered, retry_days = connection.retry_days } = changes
  if (retry_days.some((day, i) => i > 0 && day <= retry_days[i - 1]!))
    throw invalid('stripe.schedule_invalid', 'The days of the schedule must rise.', [
      { pointer: '/retry_days', code: 'not_later', detail: 'Name each day once, the earliest first.' },
    ])
  const was_charged = connection.charged_since !== null
  const { is_charged_when_issued = was_charged } = changes
  const since = was_charged ? connection.charged_since : ctx.now.toString()
  ctx.db.send({
    text: `update stripe_connections set is_card_offered = $2, retry_days = $3, charged_since = $4, updated_at = $5
           where organization_id = $1`,
    parameters: [
      organization_id,
      is_card_offered,
      `{${retry_days.join(',')}}`,
      is_charged_when_issued ? since : null,
      ctx.now.toString(),
    ],
  })
  if (was_charged && !is_charged_when_issued) stopAllCollections(ctx)
  const before = {
    is_card_offered: connection.is_card_offered,
    is_charged_when_issued: was_charged,
    retry_days: connection.retry_days,
  }
  const after = { is_card_offered, is_charged_when_issued, retry_days }
  recordEvent(ctx, stripeSettingsUpdated, { id: organization_id, ...after }, changesBetween(before, after))
  return getStripeConnection(ctx, stripe)
}
