import { defineEvent } from '#modules/events/define-event.ts'
import type { LeadConsent } from './schemas.ts'

export const leadConsentRecorded = defineEvent<LeadConsent>('lead_consent.recorded')
