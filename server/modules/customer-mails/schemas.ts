import { type Static, Type } from 'typebox'
import { Id, Input, Instant, Meaning, Nullable, OneOf, Output } from '#platform/schemas.ts'

export const CustomerMailKind = OneOf(
  'invoice',
  'reminder',
  'statement',
  'card_failed',
  'card_link',
  'portal_link',
  'portal_notice',
  'quotation',
)
export const CustomerMailStatus = OneOf('queued', 'sending', 'sent', 'failed', 'cancelled')

/** A paper that goes with a mail; it is drawn when the mail goes out. */
export type Paper =
  | { kind: 'invoice'; id: string }
  | { kind: 'quotation'; id: string }
  | { kind: 'statement'; customer_id: string; from: string; to: string }

export type CustomerMail = Static<typeof CustomerMail>
export const CustomerMail = Output('CustomerMail', {
  id: Id,
  customer_id: Meaning(Nullable(Id), 'Null where a quotation went to a lead'),
  kind: Meaning(CustomerMailKind, 'What it brought'),
  source_id: Meaning(
    Id,
    'The invoice, the reminder or the quotation; of a statement, a portal link or a link for a card, the customer; of a link that was asked for, the organisation',
  ),
  recipient: Type.String({ description: 'The address it went to' }),
  subject: Type.String({ description: 'As the customer reads it' }),
  status: Meaning(
    CustomerMailStatus,
    '`sent`: the mail server took it; `cancelled`: it was no longer true when it was to go',
  ),
  failure: Nullable(Type.String({ description: 'What the mail server said, or what else went wrong' })),
  created_at: Instant,
  settled_at: Meaning(Nullable(Instant), 'When it was sent or given up'),
  delivered_at: Meaning(Nullable(Instant), 'When the provider reported that it arrived; null where none reports'),
  opened_at: Meaning(Nullable(Instant), 'When the provider first reported that it was opened'),
  bounced_at: Meaning(Nullable(Instant), 'When the provider reported that it came back'),
  complained_at: Meaning(Nullable(Instant), 'When the provider reported that the recipient called it spam'),
  return_reason: Nullable(Type.String({ description: 'Why it came back, as the provider said' })),
})

export type MailReport = Static<typeof MailReport>
export const MailReport = Input('MailReport', {
  message_id: Type.String({ maxLength: 500, description: 'The Message-ID of the mail, with or without its brackets' }),
  kind: Meaning(
    OneOf('delivered', 'opened', 'bounced', 'complained'),
    'A bounce for good, not one that is tried again',
  ),
  detail: Meaning(Type.Optional(Type.String({ maxLength: 2_000 })), 'Why it came back, in the words of the provider'),
})
export type MailReports = Static<typeof MailReports>
export const MailReports = Input('MailReports', {
  reports: Type.Array(MailReport, {
    minItems: 1,
    maxItems: 500,
    description: 'In any order; the same one twice counts once',
  }),
})
export const MailReportsNoted = Output('MailReportsNoted', {
  noted_count: Type.Integer({ description: 'Reports about mail from here; others are passed over' }),
})

export type CustomerMailList = Static<typeof CustomerMailList>
export const CustomerMailList = Output('CustomerMailList', {
  data: Type.Array(CustomerMail, { description: 'Newest first, at most fifty' }),
})
