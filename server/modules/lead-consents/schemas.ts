import { type Static, Type } from 'typebox'
import { Id, Input, Instant, Line, Meaning, Nullable, OneOf, Output } from '#platform/schemas.ts'

export const consentChannels = ['email', 'phone', 'whatsapp', 'text_message', 'post'] as const
export type ConsentChannel = (typeof consentChannels)[number]
export const ConsentChannel = OneOf(...consentChannels)

export type LeadConsent = Static<typeof LeadConsent>
export const LeadConsent = Output('LeadConsent', {
  id: Id,
  lead_id: Meaning(Id, 'Whose; of leads that were merged it is the one that they stood on'),
  channel: Meaning(ConsentChannel, 'By which way they may hear from you'),
  is_given: Type.Boolean({ description: 'True: they agreed; false: they took it back' }),
  text: Type.String({ description: 'What they agreed to or said, word for word' }),
  submission_id: Meaning(Nullable(Id), 'What they sent it with; null: somebody of the team wrote it down'),
  recorded_by_user_id: Meaning(Nullable(Id), 'Who wrote it down'),
  recorded_by_name: Type.String({ description: 'Their name, or that of the form' }),
  note: Nullable(Type.String({ description: 'How it was said, such as `on the phone`' })),
  recorded_at: Instant,
})
export type LeadConsentList = Static<typeof LeadConsentList>
export const LeadConsentList = Output('LeadConsentList', {
  data: Meaning(Type.Array(LeadConsent), 'Newest first, up to 500; of each channel the first one counts'),
})

export type NewLeadConsent = Static<typeof NewLeadConsent>
export const NewLeadConsent = Input('NewLeadConsent', {
  channel: Meaning(ConsentChannel, 'By which way they may hear from you'),
  is_given: Type.Boolean({ description: 'True: they agreed; false: they took it back' }),
  text: Meaning(Line(500), 'What they agreed to or took back, as they heard or said it'),
  note: Meaning(Type.Optional(Nullable(Line(200))), 'How it was said, such as `on the phone`'),
})
