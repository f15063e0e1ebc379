import { type Static, Type } from 'typebox'
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
import { rejections } from './rules.ts'

const code = { maxLength: 64, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' }
const Aggregation = OneOf('sum', 'max', 'unique', 'last')
const aggregation =
  'How the events of a period become one figure: their `sum`, the largest (`max`), how many different `unique_value` there were (`unique`), or the `last` to occur'

export type NewMeter = Static<typeof NewMeter>
export const NewMeter = Input('NewMeter', {
  code: Type.String({ ...code, description: 'By which events name it, such as `api-calls`; it stays for ever' }),
  name: Meaning(Line(100), 'For people, and on invoices'),
  unit: Meaning(Line(30), 'What is counted, such as `call`'),
  aggregation: Meaning(Aggregation, aggregation),
})

export type MeterChanges = Static<typeof MeterChanges>
export const MeterChanges = Type.Object(
  {
    name: Meaning(Type.Optional(Line(100)), 'For people, and on invoices'),
    unit: Meaning(Type.Optional(Line(30)), 'What is counted, such as `call`'),
    aggregation: Meaning(Type.Optional(Aggregation), 'Only as long as nothing was counted'),
  },
  { title: 'MeterChanges', additionalProperties: false, minProperties: 1 },
)

export type Meter = Static<typeof Meter>
export const Meter = Output('Meter', {
  id: Id,
  code: Type.String({ description: 'By which events name it' }),
  name: Type.String(),
  unit: Type.String({ description: 'What is counted' }),
  aggregation: Meaning(Aggregation, aggregation),
  archived_at: Meaning(Nullable(Instant), 'Null while it takes events'),
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})

export type MeterQuery = Static<typeof MeterQuery>
export const MeterQuery = Input('MeterQuery', {
  ...ListQuery,
  archived: Meaning(Type.Optional(OneOf('no', 'yes', 'all')), '`no` unless you say otherwise'),
})
export type MeterPage = Static<typeof MeterPage>
export const MeterPage = Page('MeterPage', Meter)

/** Control characters are no text to people; and two values that each lost a letter (U+FFFD) would count as the same. */
const visible = '^[^\\u0000-\\u001f\\u007f\\ufffd]*$'

const NewUsageEvent = Input('NewUsageEvent', {
  meter: Meaning(Type.String({ minLength: 1, maxLength: 64, pattern: visible }), 'The `code` of a meter'),
  customer_id: Meaning(Id, 'Who used it'),
  event_key: Type.String({
    pattern: '^[\\x21-\\x7e]{1,100}$',
    description:
      'Your own name for this event, at most 100 visible ASCII characters: with the same meter it counts once',
  }),
  quantity: Type.Optional(
    Type.String({
      pattern: '^-?(0|[1-9]\\d{0,8})(\\.\\d{1,6})?$',
      description: 'How much, a decimal as text; `1` unless you say otherwise. Not negative',
    }),
  ),
  unique_value: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      pattern: visible,
      description: 'What a meter with the aggregation `unique` tells apart, such as the id of a device',
    }),
  ),
  occurred_at: Type.String({
    format: 'date-time',
    maxLength: 40,
    description: 'RFC 3339; at most 35 days ago',
  }),
})

export type NewUsage = Static<typeof NewUsage>
export const NewUsage = Input('NewUsage', {
  events: Type.Array(NewUsageEvent, { minItems: 1, maxItems: 1000, description: 'In any order' }),
})

export type Rejection = Static<typeof Rejection>
export const Rejection = Output('UsageRejection', {
  index: Type.Integer({ description: 'Which of the events that were sent, from 0' }),
  code: Meaning(OneOf(...rejections), 'For programs: why it does not count'),
  detail: Type.String({ description: 'For a person: what to do' }),
})

export type IngestedUsage = Static<typeof IngestedUsage>
export const IngestedUsage = Output('IngestedUsage', {
  accepted_count: Type.Integer({ description: 'Events that count from now on' }),
  duplicate_count: Type.Integer({ description: 'Events that counted before, or stand in the request twice' }),
  late_count: Type.Integer({
    description: 'Of those accepted, how many belong to a period that was billed already: they count in the next one',
  }),
  rejected: Type.Array(Rejection, { description: 'Events that do not count, and why; the others do' }),
})

export type UsageEvent = Static<typeof UsageEvent>
export const UsageEvent = Output('UsageEvent', {
  meter_id: Meaning(Id, 'What it counts for'),
  customer_id: Meaning(Id, 'Who used it'),
  event_key: Type.String({ description: 'As the sender named it' }),
  quantity: Type.String({ description: 'A decimal as text' }),
  unique_value: Nullable(Type.String({ description: 'What the meter tells apart, where it does' })),
  occurred_at: Meaning(Instant, 'When the sender says that it happened'),
  counted_at: Meaning(Instant, 'The time that decides its period: the end of what was billed, when it came after that'),
  created_at: Meaning(Instant, 'When it was sent'),
})

const filter = {
  customer_id: Meaning(Type.Optional(Id), 'Only of this customer'),
  meter_id: Meaning(Type.Optional(Id), 'Only what this meter counts'),
  from: Meaning(Type.Optional(Day), 'Only what counts on this day or later'),
  to: Meaning(Type.Optional(Day), 'Only what counts on this day or earlier'),
}
export type UsageEventFilter = Static<typeof UsageEventFilter>
const UsageEventFilter = Input('UsageEventFilter', filter)

export type UsageEventQuery = Static<typeof UsageEventQuery>
export const UsageEventQuery = Input('UsageEventQuery', { ...ListQuery, ...filter })
export type UsageEventPage = Static<typeof UsageEventPage>
export const UsageEventPage = Page('UsageEventPage', UsageEvent)

export type UsageExport = Static<typeof UsageExport>
export const UsageExport = Input('UsageExport', {
  organization_id: Meaning(Type.Optional(Id), 'In place of the header, which a link cannot send'),
  ...filter,
})

export type UsageQuery = Static<typeof UsageQuery>
export const UsageQuery = Input('UsageQuery', {
  ...filter,
  from: Meaning(Type.Optional(Day), 'The first day; 29 days before the last, unless you say otherwise'),
  to: Meaning(Type.Optional(Day), 'The last day; today, unless you say otherwise. At most 366 days in all'),
  by: Meaning(Type.Optional(OneOf('day', 'month')), 'How long each step is; a `day` unless you say otherwise'),
})

const UsagePoint = Output('UsagePoint', {
  date: Meaning(Day, 'The first day of the step'),
  quantity: Type.String({ description: 'What these days alone come to, by the aggregation' }),
})
const MeterUsage = Output('MeterUsage', {
  meter_id: Meaning(Id, 'What counted it'),
  code: Type.String({ description: 'Of the meter' }),
  name: Type.String({ description: 'Of the meter' }),
  unit: Type.String({ description: 'What is counted' }),
  aggregation: Meaning(Aggregation, aggregation),
  total: Type.String({
    description: 'Over all the days, as an invoice would count them: not always the sum of the steps',
  }),
  points: Type.Array(UsagePoint, { description: 'Each step in its order, also those without use' }),
})
export type Usage = Static<typeof Usage>
export const Usage = Output('Usage', {
  from_date: Meaning(Day, 'The first day'),
  last_date: Meaning(Day, 'The last day, which is counted as well'),
  by: Meaning(OneOf('day', 'month'), 'How long each step is'),
  data: Type.Array(MeterUsage, {
    description: 'The meters that counted something, and the one that was asked for. Several customers are added up',
  }),
})
