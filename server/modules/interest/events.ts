import { defineEvent } from '#modules/events/define-event.ts'
import type { InterestCharge, InterestSettings, InterestTerms } from './schemas.ts'

type Decided = InterestCharge & { number: string; customer_id: string; customer_name: string }
export const interestCharged = defineEvent<Decided>('interest.charged')
export const interestWaived = defineEvent<Decided>('interest.waived')
export const interestReleased = defineEvent<{ id: string; number: string }>('interest.released')

export const interestSettingsUpdated = defineEvent<InterestSettings & { id: string }>('interest_settings.updated')
/** The subject is the customer. */
export const interestTermsUpdated = defineEvent<InterestTerms & { id: string; name: string }>('interest_terms.updated')
