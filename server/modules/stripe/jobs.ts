import { defineJob } from '#platform/jobs.ts'

type Nothing = Record<string, never>

/** After events came in, and each minute for those that wait to be tried again. */
export const processStripeEvents = defineJob<Nothing>('process_stripe_events', { max_attempts: 5 })
/** Of one organisation, after something was issued to a customer with a card; and of all, every ten minutes. */
export const collectByCard = defineJob<{ organization_id: string; subject_id: string }>('collect_by_card')
export const collectAllByCard = defineJob<Nothing>('collect_all_by_card', { max_attempts: 3 })
/** An invoice is settled, or in dispute: its card is tried no more. */
export const stopTries = defineJob<{ organization_id: string; subject_id: string }>('stop_tries')
/** The customer says that something is wrong with an invoice: its card is tried no more. The subject is the dispute. */
export const stopTriesOfDisputed = defineJob<{ organization_id: string; subject_id: string }>('stop_tries_of_disputed')
/** A charge without its holder failed: the customer is told, once. */
export const tellOfFailedCard = defineJob<{ organization_id: string; subject_id: string }>('tell_of_failed_card')
/** Each night: events that are long done, and what we hold against what Stripe holds. */
export const sweepStripeEvents = defineJob<Nothing>('sweep_stripe_events', { priority: 'low', max_attempts: 3 })
export const reconcileWithStripe = defineJob<Nothing>('reconcile_with_stripe', { priority: 'low', max_attempts: 5 })
