import { defineEvent } from '#modules/events/define-event.ts'
import type { Lead } from '#modules/leads/schemas.ts'

export const leadConverted = defineEvent<Lead>('lead.converted')
export const leadUnconverted = defineEvent<Lead>('lead.unconverted')
