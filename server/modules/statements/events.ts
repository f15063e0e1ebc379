import { defineEvent } from '#modules/events/define-event.ts'

/** The subject is the customer. */
export type StatementSending = { id: string; name: string; recipient: string; from_date: string; to_date: string }
export const statementSent = defineEvent<StatementSending>('statement.sent')
