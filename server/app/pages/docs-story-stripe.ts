import type { Json } from './docs-examples.ts'

/** What the examples tell of money that comes by card. */
export function stripeStory(): Record<string, Json> {
  return {
    'StripeEvent.event_id': 'evt_1QNmX2',
    'StripeEvent.type': 'payment_intent.succeeded',
    'StripeEvent.object_id': 'pi_3QNmX2',
    'StripeEvent.last_error': null,
    due_at: '2026-11-22T01:30:00Z',
    received_at: '2026-11-22T01:30:00Z',
    processed_at: '2026-11-22T01:30:01Z',
  }
}
