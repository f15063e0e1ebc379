import { type Static, Type } from 'typebox'
import { LeadCard } from '#modules/leads/board-schemas.ts'
import {
  Day,
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
  Version,
} from '#platform/schemas.ts'

const Body = Type.String({ minLength: 1, maxLength: 10_000, pattern: '\\S', description: 'What was said or done' })
const Direction = Meaning(OneOf('in', 'out'), '`out`: somebody of yours got back to them')
const Minutes = Type.Integer({ minimum: 0, maximum: 1440, description: 'How long it took' })
const DncBasis = Meaning(
  OneOf('checked', 'consent', 'not_marketing'),
  'Why a Singapore number could be called: it was checked against the Do Not Call registry, they agreed to calls, or the call did not offer anything (Personal Data Protection Act 2012, section 43)',
)
const DncDay = Meaning(Day, 'When it was checked; the answer of the registry is good for 21 days')
const kinds = ['note', 'call', 'mail', 'message', 'meeting'] as const

export type NewActivity = Static<typeof NewActivity>
export const NewActivity = Input('NewActivity', {
  kind: Meaning(OneOf(...kinds), '`message`: such as WhatsApp'),
  body: Body,
  direction: Meaning(Type.Optional(Direction), '`out` by default, but for a note'),
  happened_at: Meaning(Type.Optional(Instant), 'Now by default'),
  duration_minutes: Type.Optional(Minutes),
  dnc_basis: Meaning(Type.Optional(DncBasis), 'Needed for a call out to a Singapore number: why it could be called'),
  dnc_checked_on: Meaning(Type.Optional(DncDay), 'Needed with `checked`: a day within 21 days before the call'),
})

export type ActivityChanges = Static<typeof ActivityChanges>
export const ActivityChanges = Type.Object(
  {
    body: Type.Optional(Body),
    happened_at: Meaning(Type.Optional(Instant), 'When it happened; of a task it cannot be changed'),
    due_at: Meaning(Type.Optional(Instant), 'Of a task: until when'),
    assignee_user_id: Meaning(Type.Optional(Nullable(Id)), 'Of a task: who does it'),
  },
  { title: 'ActivityChanges', additionalProperties: false, minProperties: 1 },
)

export type NewTask = Static<typeof NewTask>
export const NewTask = Input('NewTask', {
  body: Meaning(Line(500), 'What is to be done'),
  due_at: Meaning(Instant, 'Until when'),
  assignee_user_id: Meaning(Type.Optional(Nullable(Id)), 'Who does it; whoever has the lead by default'),
})

export type LeadActivity = Static<typeof LeadActivity>
export const LeadActivity = Output('LeadActivity', {
  id: Id,
  lead_id: Meaning(Id, 'The lead it is about'),
  kind: Meaning(OneOf(...kinds, 'task'), 'What it is'),
  body: Body,
  direction: Meaning(
    Nullable(OneOf('in', 'out')),
    '`out`: somebody of yours got back to them; null of notes and tasks',
  ),
  happened_at: Meaning(Instant, 'When it happened; of a task, when it was made'),
  duration_minutes: Nullable(Minutes),
  dnc_basis: Meaning(Nullable(DncBasis), 'Of a call: why the number could be called'),
  dnc_checked_on: Meaning(Nullable(DncDay), 'Of a call whose number was checked: when'),
  due_at: Meaning(Nullable(Instant), 'Of a task: until when'),
  done_at: Meaning(Nullable(Instant), 'Of a task: when it was done'),
  assignee_user_id: Meaning(Nullable(Id), 'Of a task: who does it; null: nobody in particular'),
  actor_name: Type.String({ description: 'Who wrote it down' }),
  archived_at: Meaning(Nullable(Instant), 'Null while it is in the timeline'),
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})

export type TimelineEntry = Static<typeof TimelineEntry>
export const TimelineEntry = Output('TimelineEntry', {
  id: Meaning(Id, 'Of the activity or the event'),
  at: Meaning(Instant, 'When'),
  actor_name: Nullable(Type.String({ description: 'Who; null of the program itself' })),
  activity: Meaning(Nullable(LeadActivity), 'What was said or done; null where the entry is a change of the lead'),
  event: Meaning(
    Nullable(
      Output('TimelineEvent', {
        name: Type.String({ description: 'Such as `lead.moved`' }),
        changes: Meaning(
          Nullable(Type.Unsafe<Record<string, { before: unknown; after: unknown }>>({ type: 'object' })),
          'Field by field, where something was changed',
        ),
      }),
    ),
    'What was changed; null where the entry is an activity',
  ),
})
export type TimelineQuery = Static<typeof TimelineQuery>
export const TimelineQuery = Input('TimelineQuery', {
  ...ListQuery,
  show: Meaning(Type.Optional(OneOf('all', 'activities')), '`activities` leaves changes out; all by default'),
})
export const Timeline = Page('Timeline', TimelineEntry)
export type Timeline = Static<typeof Timeline>

export type MyDayQuery = Static<typeof MyDayQuery>
export const MyDayQuery = Input('MyDayQuery', {
  owner_user_id: Meaning(
    Type.Optional(Type.String({ pattern: '^(all|[0-9a-f-]{36})$' })),
    'Whose day; your own by default, `all` for everybody’s',
  ),
})
export type MyDay = Static<typeof MyDay>
export const MyDay = Output('MyDay', {
  follow_ups: Meaning(
    Type.Array(LeadCard),
    'Open leads to get back to before midnight, the longest overdue first, up to 100',
  ),
  follow_up_count: Type.Integer({ description: 'All of those' }),
  overdue_count: Type.Integer({ description: 'Those of them whose time has passed' }),
  tasks: Meaning(
    Type.Array(
      Output('TaskOfDay', {
        ...LeadActivity.properties,
        lead_name: Type.String({ description: 'Whom it is about' }),
        lead_company: Nullable(Type.String({ description: 'Where they work' })),
      }),
    ),
    'To be done before midnight, the longest overdue first, up to 100',
  ),
  task_count: Type.Integer({ description: 'All of those' }),
  unanswered: Meaning(
    Type.Array(
      Output('UnansweredLead', {
        ...LeadCard.properties,
        reply_due_at: Meaning(Instant, 'By when they are to hear from somebody'),
      }),
    ),
    'New leads that nobody has got back to, yours and those of nobody, oldest first, up to 100',
  ),
  unanswered_count: Type.Integer({ description: 'All of those' }),
})
