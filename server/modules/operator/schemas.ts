import { type Static, Type } from 'typebox'
import { OrganizationPlan } from '#modules/entitlements/schemas.ts'
import { MyImpersonation } from '#modules/auth/schemas.ts'
import { MemberRole, RoleName, Slug, Uen } from '#modules/organizations/schemas.ts'
import { Id, Input, Instant, Line, ListQuery, Meaning, Nullable, OneOf, Output, Page } from '#platform/schemas.ts'

export type NewUenClaim = Static<typeof NewUenClaim>
export const NewUenClaim = Input('NewUenClaim', {
  uen: Uen,
  message: Meaning(Line(1000), 'Why it is yours, for a person to read; a later one takes the place of an earlier'),
})

/** The same whether or not an organisation has this UEN. */
export const UenClaimReceived = Output('UenClaimReceived', {
  status: Meaning(OneOf('received'), 'The operator of this installation will look at it'),
})

const DisabledAt = Meaning(Nullable(Instant), 'Since when nobody comes in; null while it is open')
const Reason = Meaning(Line(500), 'Why; it stands in the audit trail')
const count = (description: string) => Type.Integer({ description })
const search = (what: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: `Only those with this in ${what}` }))
const state = Meaning(Type.Optional(OneOf('active', 'disabled')), 'Only those that are open, or that are disabled')

export const ReasonGiven = Input('ReasonGiven', { reason: Reason })

export type SupportAccess = Static<typeof SupportAccess>
export const SupportAccess = Output('SupportAccess', {
  id: Id,
  granted_by_name: Type.String({ description: 'Who let the operator in' }),
  reason: Type.String({ description: 'What for' }),
  is_write_allowed: Type.Boolean({ description: 'False: to look only' }),
  created_at: Instant,
  ends_at: Meaning(Instant, 'It ends by itself then'),
})

export type NewSupportAccess = Static<typeof NewSupportAccess>
export const NewSupportAccess = Input('NewSupportAccess', {
  hours: Type.Integer({ minimum: 1, maximum: 168, description: 'For how long; a week at most' }),
  reason: Meaning(Line(500), 'What the operator shall help with'),
  is_write_allowed: Meaning(Type.Optional(Type.Boolean()), 'Lets them change customers, invoices and payments too'),
})

export type Impersonation = Static<typeof Impersonation>
export const Impersonation = Output('Impersonation', {
  ...MyImpersonation.properties,
  ended_at: Meaning(Nullable(Instant), 'When it was ended before its time; null when it was not'),
})

export type SupportState = Static<typeof SupportState>
export const SupportState = Output('SupportState', {
  access: Meaning(Nullable(SupportAccess), 'The one that is open; null: the operator sees nothing of you'),
  impersonations: Type.Array(Impersonation, { description: 'The last 20 times an operator stood in, newest first' }),
})

export type NewImpersonation = Static<typeof NewImpersonation>
export const NewImpersonation = Input('NewImpersonation', {
  user_id: Meaning(Type.Optional(Id), 'Of the member to stand in for; left out: who granted the access'),
  reason: Reason,
  minutes: Type.Integer({ minimum: 5, maximum: 60, description: 'For how long; never longer than the access lasts' }),
  is_read_only: Meaning(
    Type.Optional(Type.Boolean()),
    'True unless you say false; false wants an access that allows it',
  ),
})
export const StartedImpersonation = Output('StartedImpersonation', {
  ...Impersonation.properties,
  organization_id: Meaning(Id, 'Send it as X-Organization-Id, with the session that you have'),
})

export type OrganizationEntry = Static<typeof OrganizationEntry>
export const OrganizationEntry = Output('OrganizationEntry', {
  id: Id,
  name: Type.String(),
  slug: Slug,
  uen: Type.String({ description: 'Unique Entity Number; of a disabled one perhaps given to another since' }),
  members_count: count('People who belong to it'),
  invoices_count: count('Invoices issued so far, as its numbers say'),
  plan_name: OrganizationPlan.properties.plan_name,
  subscription_status: OrganizationPlan.properties.subscription_status,
  has_support_access: Type.Boolean({ description: 'It lets the operator in just now' }),
  disabled_at: DisabledAt,
  created_at: Instant,
})
export type OrganizationEntryQuery = Static<typeof OrganizationEntryQuery>
export const OrganizationEntryQuery = Input('OrganizationEntryQuery', {
  ...ListQuery,
  q: search('name, slug or UEN'),
  state,
})
export type OrganizationEntryPage = Static<typeof OrganizationEntryPage>
export const OrganizationEntryPage = Page('OrganizationEntryPage', OrganizationEntry)

export type OrganizationView = Static<typeof OrganizationView>
export const OrganizationView = Output('OrganizationView', {
  ...OrganizationEntry.properties,
  billing_email: Type.String({ description: 'Where invoices to it go' }),
  timezone: Type.String({ description: 'IANA name' }),
  is_gst_registered: Type.Boolean({ description: 'It issues tax invoices' }),
  trial_end_date: OrganizationPlan.properties.trial_end_date,
  seat_limit: Nullable(Type.Integer({ description: 'Members and open invitations of its plan; null for no limit' })),
  is_operators: Type.Boolean({ description: 'It runs the installation, and cannot be disabled' }),
  members: Type.Array(
    Output('OrganizationViewMember', {
      id: Meaning(Id, 'Of the user'),
      name: Type.String(),
      email: Type.String(),
      role: Meaning(MemberRole, 'In this organisation'),
      role_name: RoleName,
      disabled_at: DisabledAt,
    }),
    { description: 'The first 100 who joined' },
  ),
  support: Meaning(SupportState, 'Whether it lets you in, and when you were'),
})

export type UserEntry = Static<typeof UserEntry>
export const UserEntry = Output('UserEntry', {
  id: Id,
  name: Type.String(),
  email: Type.String(),
  is_verified: Type.Boolean({ description: 'The e-mail address was confirmed' }),
  organizations_count: count('Organisations that they belong to'),
  last_used_at: Meaning(Nullable(Instant), 'When they were last here; null when never, or long ago'),
  disabled_at: DisabledAt,
  created_at: Instant,
})
export type UserEntryQuery = Static<typeof UserEntryQuery>
export const UserEntryQuery = Input('UserEntryQuery', { ...ListQuery, q: search('name or e-mail address'), state })
export type UserEntryPage = Static<typeof UserEntryPage>
export const UserEntryPage = Page('UserEntryPage', UserEntry)

export type UserView = Static<typeof UserView>
export const UserView = Output('UserView', {
  ...UserEntry.properties,
  timezone: Type.String({ description: 'IANA name' }),
  sessions_count: count('Places where they are logged in'),
  organizations: Type.Array(
    Output('UserViewOrganization', {
      id: Id,
      name: Type.String(),
      role: Meaning(MemberRole, 'Theirs in this organisation'),
      role_name: RoleName,
      disabled_at: DisabledAt,
    }),
    { description: 'All that they belong to' },
  ),
})

export const ResetStarted = Output('ResetStarted', {
  status: Meaning(OneOf('reset_link_sent'), 'The person gets a mail, at most one a minute; nobody else sees the link'),
})

export type UenClaim = Static<typeof UenClaim>
export const UenClaim = Output('UenClaim', {
  id: Id,
  uen: Type.String({ description: 'The one that is asked for' }),
  message: Type.String({ description: 'What the person gave as the reason' }),
  user_id: Meaning(Id, 'Who asks'),
  user_name: Type.String({ description: 'Their name' }),
  user_email: Type.String({ description: 'Their address' }),
  organization_id: Meaning(Nullable(Id), 'Which has the UEN now; null when it is free'),
  organization_name: Nullable(Type.String({ description: 'Its name' })),
  created_at: Instant,
  resolved_at: Meaning(Nullable(Instant), 'When it was decided; null while it waits'),
  is_upheld: Nullable(Type.Boolean({ description: 'How it was decided; null while it waits' })),
})
export type UenClaimQuery = Static<typeof UenClaimQuery>
export const UenClaimQuery = Input('UenClaimQuery', {
  ...ListQuery,
  state: Meaning(Type.Optional(OneOf('open', 'resolved')), 'Those that wait, unless you say resolved'),
})
export type UenClaimPage = Static<typeof UenClaimPage>
export const UenClaimPage = Page('UenClaimPage', UenClaim)

export type UenDecision = Static<typeof UenDecision>
export const UenDecision = Input('UenDecision', {
  is_upheld: Type.Boolean({
    description: 'True frees the UEN for the person who asks; the organisation that has it must be disabled before',
  }),
  note: Meaning(Line(1000), 'For the person who asked, in the mail'),
})

export type JobHealth = Static<typeof JobHealth>
export const JobHealth = Output('JobHealth', {
  is_behind: Type.Boolean({ description: 'A job has waited for ten minutes: workers are down or too few' }),
  queues: Type.Array(
    Output('JobQueue', {
      name: Type.String({ description: 'What the jobs do' }),
      waiting: count('Due, and nobody has taken them'),
      scheduled: count('For later, or waiting for their next attempt'),
      running: count('A worker has them'),
      dead: count('Gave up'),
      oldest_at: Meaning(Nullable(Instant), 'Since when the first of those that wait was due'),
    }),
    { description: 'By kind of job; kinds without any are left out' },
  ),
  dead: Type.Array(
    Output('DeadJob', {
      id: Type.String({ description: 'For retrying or removing it' }),
      name: Type.String({ description: 'What it was to do' }),
      attempts: count('How often it was tried'),
      queued_at: Instant,
      last_error: Nullable(Type.String({ description: 'Why the last attempt failed, without secrets' })),
    }),
    { description: 'Jobs that gave up, the first 100' },
  ),
  workers: Type.Array(
    Output('JobWorker', {
      id: Type.String({ description: 'Of the pool that takes jobs' }),
      seen_at: Meaning(Instant, 'Workers say every 15 seconds that they live'),
    }),
    { description: 'All that were heard of within a minute' },
  ),
  outbox: Meaning(
    Output('Outbox', {
      waiting: count('Events whose jobs are not queued, or which are not sealed yet'),
      lag_seconds: count('The age of the oldest of them'),
    }),
    'How far behind the dispatcher is',
  ),
})
export const ByJob = Input('ByJob', { id: Type.String({ pattern: '^\\d{1,18}$', description: 'As listed' }) })
export const JobsRetried = Output('JobsRetried', { count: count('Jobs that will run again') })

export type ServerFailure = Static<typeof ServerFailure>
export const ServerFailure = Output('ServerFailure', {
  id: Id,
  request_id: Type.String({ description: '`X-Request-Id` of the request; finds it in the log' }),
  method: Type.String({ description: 'Of the request' }),
  route: Type.String({ description: 'The pattern of the address, never the address itself' }),
  status: Type.Integer({ description: 'The HTTP status, 500 or more' }),
  code: Type.String({ description: 'Of the problem that was answered' }),
  cause: Type.String({ description: 'What went wrong, in the words of the program, without values' }),
  organization_id: Meaning(Nullable(Id), 'Where; null outside of any'),
  organization_name: Nullable(Type.String({ description: 'Its name' })),
  user_id: Meaning(Nullable(Id), 'Whose request it was'),
  created_at: Instant,
})
export type ServerFailureQuery = Static<typeof ServerFailureQuery>
export const ServerFailureQuery = Input('ServerFailureQuery', {
  ...ListQuery,
  organization_id: Meaning(Type.Optional(Id), 'Only those of this organisation'),
  code: Type.Optional(Type.String({ maxLength: 100, description: 'Only those that were answered with this code' })),
})
export type ServerFailurePage = Static<typeof ServerFailurePage>
export const ServerFailurePage = Page('ServerFailurePage', ServerFailure)
