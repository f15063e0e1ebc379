import { type Static, Type } from 'typebox'
import { ConsentChannel } from '#modules/lead-consents/schemas.ts'
import { Utm } from '#modules/leads/schemas.ts'
import { Id, Input, Instant, ListQuery, Meaning, Nullable, OneOf, Output, Page } from '#platform/schemas.ts'

export const submissionStatuses = ['received', 'processed', 'spam', 'failed'] as const
export const spamReasons = ['honeypot', 'too_fast', 'too_many', 'links', 'marked'] as const
export type SpamReason = (typeof spamReasons)[number]

const Texts = Type.Record(Type.String(), Type.String(), {
  description: 'What was typed, by the names of the fields, as it was received; identity numbers are masked',
})

export type LeadSubmission = Static<typeof LeadSubmission>
export const LeadSubmission = Output('LeadSubmission', {
  id: Id,
  form_id: Meaning(Id, 'Through which form it came'),
  form_name: Type.String({ description: 'Its name for yourselves' }),
  received_at: Instant,
  status: Meaning(
    OneOf(...submissionStatuses),
    '`received`: not looked at yet; `processed`: it became a lead or went to one; `spam`: held until somebody looks; `failed`: we could not make sense of it',
  ),
  spam_reasons: Type.Array(OneOf(...spamReasons), {
    description:
      '`honeypot`: a field that people cannot see was filled; `too_fast`: sent within a second; `too_many`: a flood; `links`: many links; `marked`: somebody of the team said so',
  }),
  fields: Texts,
  consents: Type.Array(
    Output('SubmittedConsent', {
      channel: Meaning(ConsentChannel, 'By which way they may hear from you'),
      text: Type.String({ description: 'What they read' }),
      is_given: Type.Boolean({ description: 'Whether they ticked the box' }),
    }),
    { description: 'The boxes that the form had' },
  ),
  utm: Meaning(Utm, 'How they found you, as far as it is known'),
  visited_pages: Type.Array(Type.String(), { description: 'Paths of your site that they looked at before' }),
  page_url: Nullable(Type.String({ description: 'Where the form stood' })),
  referrer: Nullable(Type.String({ description: 'What led to that page' })),
  origin: Nullable(Type.String({ description: 'The site that sent it, as the browser says' })),
  user_agent: Nullable(Type.String({ description: 'The browser, as it says itself' })),
  lead_id: Meaning(Nullable(Id), 'What it became, or went to'),
  lead_name: Nullable(Type.String({ description: 'The name of that lead now' })),
  failure: Nullable(Type.String({ description: 'Why we could not make sense of it' })),
  processed_at: Meaning(Nullable(Instant), 'When it was looked at'),
})

export type LeadSubmissionQuery = Static<typeof LeadSubmissionQuery>
export const LeadSubmissionQuery = Input('LeadSubmissionQuery', {
  ...ListQuery,
  form_id: Meaning(Type.Optional(Id), 'Through this form'),
  status: Meaning(Type.Optional(OneOf(...submissionStatuses)), 'In this state'),
  lead_id: Meaning(Type.Optional(Id), 'Of this lead, and of those that were merged into it'),
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of what was typed' })),
})
export type LeadSubmissionPage = Static<typeof LeadSubmissionPage>
export const LeadSubmissionPage = Page('LeadSubmissionPage', LeadSubmission)

/** What a visitor's browser is told of a form. */
export type PublicForm = Static<typeof PublicForm>
export const PublicForm = Output('PublicForm', {
  form_key: Type.String({ description: 'As in its address' }),
  organization_name: Type.String({ description: 'Whose form it is' }),
  heading: Type.String({ description: 'What stands above it' }),
  intro: Nullable(Type.String({ description: 'And below that' })),
  button_label: Type.String({ description: 'What stands on the button' }),
  fields: Type.Array(
    Output('PublicFormField', {
      field: Type.String({ description: 'The name under which it is sent' }),
      label: Type.String({ description: 'What stands above it' }),
      hint: Nullable(Type.String({ description: 'What stands below it' })),
      is_required: Type.Boolean({ description: 'Whether it must be filled' }),
      kind: Meaning(
        OneOf('text', 'email', 'phone', 'long_text', 'number', 'date', 'yes_no', 'choice'),
        'How it is typed',
      ),
      choices: Type.Array(Type.String(), { description: 'Of which one is chosen; empty but for `choice`' }),
    }),
    { description: 'In their order' },
  ),
  consents: Type.Array(
    Output('PublicFormConsent', {
      channel: Meaning(ConsentChannel, 'By which way they may hear from you'),
      text: Type.String({ description: 'What stands beside the box' }),
    }),
    { description: 'Boxes to tick; none is ticked beforehand, and none must be' },
  ),
  thanks: Type.String({ description: 'What is shown after it was sent' }),
  redirect_url: Nullable(Type.String({ description: 'Where visitors are led instead' })),
  token: Type.String({ description: 'When this was shown, signed: send it along' }),
})

export type Submission = Static<typeof Submission>
export const Submission = Input('Submission', {
  fields: Meaning(
    Type.Record(
      Type.String({ maxLength: 100 }),
      Type.Unsafe<string | number | boolean | null>({
        type: ['string', 'number', 'boolean', 'null'],
        maxLength: 20_000,
      }),
      { maxProperties: 200 },
    ),
    'By the names that the form gives them. What it does not know is kept with the submission',
  ),
  consents: Meaning(
    Type.Optional(Type.Record(Type.String({ maxLength: 40 }), Type.Boolean(), { maxProperties: 10 })),
    'The boxes that were ticked, by channel',
  ),
  token: Meaning(
    Type.Optional(Type.String({ maxLength: 200 })),
    'From the form as it was shown. The same sent again with it is kept once',
  ),
  website: Meaning(Type.Optional(Type.String({ maxLength: 1000 })), 'A trap for programs: leave it out'),
  utm: Meaning(
    Type.Optional(Type.Unsafe<unknown>({ type: 'object' })),
    'The `utm_…` parameters of the first visit and the last, as `Utm`; what does not fit is left out',
  ),
  visited_pages: Meaning(
    Type.Optional(Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 100 })),
    'Paths of your site that they looked at, in their order',
  ),
  page_url: Type.Optional(Nullable(Type.String({ maxLength: 2000, description: 'Where the form stands' }))),
  referrer: Type.Optional(Nullable(Type.String({ maxLength: 2000, description: 'What led to that page' }))),
})

export type SubmissionReceipt = Static<typeof SubmissionReceipt>
export const SubmissionReceipt = Output('SubmissionReceipt', {
  id: Id,
  thanks: Type.String({ description: 'To show now' }),
  redirect_url: Nullable(Type.String({ description: 'Where to lead them instead' })),
})

export const ByFormKey = Input('ByFormKey', { form_key: Type.String({ maxLength: 60, description: 'Of the form' }) })
