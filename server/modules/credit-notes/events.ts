import { defineEvent } from '#modules/events/define-event.ts'
import type { CreditNote } from './schemas.ts'

export const creditNoteIssued = defineEvent<CreditNote>('credit_note.issued')
