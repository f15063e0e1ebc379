import type { Json } from './docs-examples.ts'

/** What the examples tell of money that comes by card. */
export function stripeStory(ids: { invoice: string; customer: string; payment: string }): Record<string, Json> {
  return {
    'OnlinePayment.invoice_id': ids.invoice,
    'OnlinePayment.customer_id': ids.customer,
    'OnlinePayment.payment_id': ids.payment,
    'OnlinePayment.status': 'succeeded',
    'OnlinePayment.url': null,
    'OnlinePayment.qr_data': null,
    'OnlinePayment.failure_code': null,
    'OnlinePayment.failure': null,
    'OnlinePayment.is_hard_decline': null,
    'OnlinePayment.fee_cents': 421,
    'OnlinePayment.amount_cents': 10_900,
    'OnlinePayment.expires_at': '2026-11-23T00:30:00Z',
    'NewCheckout.save_card': true,
    'SavedCard.customer_id': ids.customer,
    'StripeDrift.stripe_id': 'pi_3QNmX2',
    'StripeDrift.ours': 'open',
    brand: 'visa',
    last4: '4242',
    exp_month: 12,
    exp_year: 2031,
    at_stripe: 'succeeded',
    ended_at: '2026-11-22T01:30:20Z',
    'StripeEvent.event_id': 'evt_1QNmX2',
    'StripeEvent.type': 'payment_intent.succeeded',
    'StripeEvent.object_id': 'pi_3QNmX2',
    'StripeEvent.last_error': null,
    due_at: '2026-11-22T01:30:00Z',
    received_at: '2026-11-22T01:30:00Z',
    processed_at: '2026-11-22T01:30:01Z',
  }
}
