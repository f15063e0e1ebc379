import { defineJob } from '#platform/jobs.ts'

type Nothing = Record<string, never>

/** After events came in, and each minute for those that wait to be tried again. */
export const processStripeEvents = defineJob<Nothing>('process_stripe_events', { max_attempts: 5 })
/** Each night: events that are long done, and what we hold against what Stripe holds. */
export const sweepStripeEvents = defineJob<Nothing>('sweep_stripe_events', { priority: 'low', max_attempts: 3 })
export const reconcileWithStripe = defineJob<Nothing>('reconcile_with_stripe', { priority: 'low', max_attempts: 5 })
