import { type Static, Type } from 'typebox'
import {
  Email,
  Id,
  Input,
  Instant,
  Line,
  ListQuery,
  Meaning,
  Nullable,
  OneOf,
  Output,
  Page,
} from '#platform/schemas.ts'

/** 10 MiB, as much as most servers let through. */
export const largestMail = 10 * 1024 * 1024

export const heldReasons = [
  'unknown_sender',
  'unknown_recipients',
  'not_verified',
  'failed_checks',
  'not_permitted',
  'no_recipients',
  'automatic',
  'unreadable',
] as const
export type HeldReason = (typeof heldReasons)[number]

export type MailParty = Static<typeof MailParty>
const MailParty = Output('MailParty', {
  name: Type.String({ description: 'As the mail writes it; may be empty' }),
  address: Type.String({ description: 'In lower case' }),
})

export const leadMailStatuses = ['received', 'filed', 'held', 'discarded'] as const
const LeadMailStatus = Meaning(
  OneOf(...leadMailStatuses),
  '`received`: about to be read; `filed`: in the timeline of a lead; `held`: somebody has to decide; `discarded`: somebody did',
)

export type LeadMail = Static<typeof LeadMail>
export const LeadMail = Output('LeadMail', {
  id: Id,
  status: LeadMailStatus,
  held_reason: Meaning(
    Nullable(OneOf(...heldReasons)),
    'Why it was not filed by itself: nobody knows the sender or any recipient; it names a member as its sender but nothing proves it; the checks of its sender failed; that member may not change leads; it was written to this address alone; a program wrote it; it cannot be read',
  ),
  direction: Meaning(Nullable(OneOf('in', 'out')), '`out`: a member wrote it; null until it is read'),
  is_sender_verified: Type.Boolean({ description: 'The receiving server found that it is from whom it says' }),
  sender: Meaning(Nullable(MailParty), 'Whom it says it is from; null where it names none, or several'),
  recipients: Type.Array(MailParty, { description: 'To and Cc, without the address of the organisation' }),
  counterparts: Type.Array(MailParty, { description: 'Those outside your team whom it is from or to' }),
  subject: Type.String({ description: 'May be empty' }),
  body: Type.String({ description: 'What was written, as plain text without the mails that it answers' }),
  attachments: Type.Array(Type.String(), { description: 'Names of the files that came with it; they are not kept' }),
  sent_at: Meaning(Nullable(Instant), 'When it says that it was sent, and not later than it came'),
  lead_ids: Type.Array(Id, { description: 'In whose timelines it is' }),
  received_at: Meaning(Instant, 'When it came'),
  settled_at: Meaning(Nullable(Instant), 'When it was filed or discarded; a month later it is forgotten here'),
})

export type LeadMailQuery = Static<typeof LeadMailQuery>
export const LeadMailQuery = Input('LeadMailQuery', {
  ...ListQuery,
  status: Meaning(Type.Optional(OneOf(...leadMailStatuses)), '`held` unless you say otherwise'),
})
export type LeadMailPage = Static<typeof LeadMailPage>
export const LeadMailPage = Page('LeadMailPage', LeadMail)

export type LeadOfMail = Static<typeof LeadOfMail>
export const LeadOfMail = Input('LeadOfMail', {
  name: Meaning(Type.Optional(Line(200)), 'What the first of `counterparts` is called, by default'),
  email: Meaning(Type.Optional(Email), 'The address of the first of `counterparts`, by default'),
  company: Meaning(Type.Optional(Line(200)), 'Where they work'),
})
export type MailFiling = Static<typeof MailFiling>
export const MailFiling = Input('MailFiling', { lead_id: Meaning(Id, 'In whose timeline it belongs') })

export type LeadMailSettings = Static<typeof LeadMailSettings>
export const LeadMailSettings = Output('LeadMailSettings', {
  is_available: Type.Boolean({ description: 'Whoever runs the installation has set up that mail comes in' }),
  address: Nullable(Type.String({ description: 'Where to send copies of mail; null: not asked for yet' })),
  address_since: Meaning(Nullable(Instant), 'Since when it is this one'),
  makes_leads: Type.Boolean({ description: 'Mail from and to people whom nobody knows makes leads by itself' }),
  held_count: Type.Integer({ description: 'Mails that wait for a decision' }),
})
export type LeadMailSettingsChanges = Static<typeof LeadMailSettingsChanges>
export const LeadMailSettingsChanges = Input('LeadMailSettingsChanges', {
  makes_leads: Type.Boolean({ description: 'Whether mail from and to people whom nobody knows makes leads by itself' }),
})

export const MailInQuery = Input('MailInQuery', {
  recipient: Meaning(
    Type.Optional(Type.String({ maxLength: 320 })),
    'The address that the mail was sent to, of the envelope; or send it as `X-Envelope-To`',
  ),
})
export type MailTaken = Static<typeof MailTaken>
export const MailTaken = Output('MailTaken', {
  id: Id,
  is_new: Type.Boolean({ description: 'False where this very message had come before' }),
})
