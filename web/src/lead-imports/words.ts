import type { PlainField } from '#modules/lead-imports/schemas.ts'

/** What a column can be, as people call it. */
export const fieldWords: Record<PlainField, string> = {
  name: 'Name',
  first_name: 'First name',
  last_name: 'Last name',
  email: 'E-mail',
  phone: 'Phone',
  company: 'Company',
  uen: 'UEN',
  job_title: 'Job title',
  source: 'Source',
  stage: 'Stage, by its name',
  owner: 'Owner, by e-mail address',
  next_follow_up: 'Follow-up date',
  value: 'Value in dollars',
  tags: 'Tags',
  notes: 'Notes',
}
