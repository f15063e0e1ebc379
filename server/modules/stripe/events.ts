import { defineEvent } from '#modules/events/define-event.ts'

export const stripeEventReplayed = defineEvent<{ id: string; event_id: string; type: string }>('stripe_event.replayed')
