import { type Static, Type } from 'typebox'
import { ConsentChannel } from '#modules/lead-consents/schemas.ts'
import {
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
  Text,
  Version,
} from '#platform/schemas.ts'

/** Details of a lead that a form can ask for; a field that the organisation added is `custom_fields.<key>`. */
export const formFields = ['name', 'email', 'phone', 'company', 'uen', 'job_title', 'notes'] as const
export type FormFieldName = (typeof formFields)[number] | `custom_fields.${string}`

export type FormField = Static<typeof FormField>
export const FormField = Input('FormField', {
  field: Type.String({
    pattern: `^(${formFields.join('|')}|custom_fields\\.[a-z][a-z0-9_]{0,39})$`,
    description: 'Which detail of the lead it becomes; `notes` is a message, `custom_fields.<key>` a field of your own',
  }),
  label: Meaning(Line(80), 'What stands above it'),
  hint: Meaning(Nullable(Line(200)), 'What stands below it'),
  is_required: Type.Boolean({ description: 'Whether it must be filled' }),
})

export type FormConsent = Static<typeof FormConsent>
export const FormConsent = Input('FormConsent', {
  channel: Meaning(ConsentChannel, 'By which way they agree to hear from you'),
  text: Meaning(
    Line(500),
    'What they agree to, word for word; the box is never ticked beforehand and never must be ticked (Personal Data Protection Act 2012, section 14)',
  ),
})

const Origin = Type.String({
  maxLength: 200,
  pattern: '^https?://[a-z0-9.-]+(:[0-9]{1,5})?$',
  description: 'Of a site of yours, such as `https://www.example.sg`',
})
const Https = Type.String({ maxLength: 1000, pattern: '^https://[^\\s]+$' })

const details = {
  name: Meaning(Line(80), 'For yourselves'),
  heading: Meaning(Line(120), 'What visitors read above it'),
  intro: Meaning(Nullable(Text(1000)), 'And below that'),
  button_label: Meaning(Line(40), 'What stands on the button'),
  thanks: Meaning(Text(1000), 'What they read after they sent it'),
  redirect_url: Meaning(Nullable(Https), 'Where they are led instead, after they sent it'),
  fields: Type.Array(FormField, { minItems: 1, maxItems: 20, description: 'In their order; each once' }),
  consents: Type.Array(FormConsent, { maxItems: 5, description: 'Boxes to tick, one for a channel' }),
  source: Meaning(Line(60), 'Where its leads came from'),
  tags: Type.Array(Line(40), { maxItems: 10, uniqueItems: true, description: 'That its leads get' }),
  owner_user_id: Meaning(Nullable(Id), 'Who gets its leads; null: whom the assignment rules name'),
  allowed_origins: Type.Array(Origin, {
    maxItems: 20,
    uniqueItems: true,
    description: 'Sites on which the form may stand; its own page always may',
  }),
  notify_user_ids: Type.Array(Id, {
    maxItems: 20,
    uniqueItems: true,
    description: 'Who gets a mail when something came; whoever was given the lead always does',
  }),
}

export type NewLeadForm = Static<typeof NewLeadForm>
export const NewLeadForm = Input('NewLeadForm', {
  name: details.name,
  fields: details.fields,
  heading: Meaning(
    Type.Optional(details.heading),
    'What visitors read above it; `Contact us` unless you say otherwise',
  ),
  intro: Type.Optional(details.intro),
  button_label: Meaning(
    Type.Optional(details.button_label),
    'What stands on the button; `Send` unless you say otherwise',
  ),
  thanks: Meaning(
    Type.Optional(details.thanks),
    'What they read after they sent it; `Thank you. We will get back to you soon.` unless you say otherwise',
  ),
  redirect_url: Type.Optional(details.redirect_url),
  consents: Type.Optional(details.consents),
  source: Meaning(Type.Optional(details.source), 'Where its leads came from; `Website` unless you say otherwise'),
  tags: Type.Optional(details.tags),
  owner_user_id: Type.Optional(details.owner_user_id),
  allowed_origins: Type.Optional(details.allowed_origins),
  notify_user_ids: Type.Optional(details.notify_user_ids),
})

export type LeadFormChanges = Static<typeof LeadFormChanges>
export const LeadFormChanges = Type.Object(Type.Partial(Input('', details)).properties, {
  title: 'LeadFormChanges',
  additionalProperties: false,
  minProperties: 1,
})

export type LeadForm = Static<typeof LeadForm>
export const LeadForm = Output('LeadForm', {
  id: Id,
  form_key: Type.String({ description: 'In the address of the form; it never changes and is no secret' }),
  ...details,
  is_open: Type.Boolean({ description: 'Whether something can be sent through it' }),
  submission_count: Type.Integer({ description: 'What came, without spam' }),
  lead_count: Type.Integer({ description: 'Leads that it made' }),
  spam_count: Type.Integer({ description: 'What is held as spam' }),
  last_submission_at: Meaning(Nullable(Instant), 'When something came last; null: nothing has'),
  archived_at: Meaning(Nullable(Instant), 'Null while the form is in the lists'),
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})

export type LeadFormQuery = Static<typeof LeadFormQuery>
export const LeadFormQuery = Input('LeadFormQuery', {
  ...ListQuery,
  archived: Meaning(Type.Optional(OneOf('no', 'yes')), 'Those that were archived instead'),
})
export type LeadFormPage = Static<typeof LeadFormPage>
export const LeadFormPage = Page('LeadFormPage', LeadForm)
