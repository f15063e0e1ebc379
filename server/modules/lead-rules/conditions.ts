import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { freeMailDomains } from './free-mail-domains.ts'
import type { Condition, ConditionField } from './schemas.ts'

/** All conditions hold for the row of `leads` that the statement names `l`; without conditions every row. */
export function allHold(conditions: readonly Condition[]): RawBuilder<SqlBool> {
  if (conditions.length === 0) return sql<SqlBool>`true`
  return sql<SqlBool>`(${sql.join(conditions.map(holds), sql` and `)})`
}

function holds(condition: Condition): RawBuilder<SqlBool> {
  const field = condition.field as ConditionField
  const many = listsOf[field]
  if (!many) return compare(textOf(field), condition)
  const { operator } = condition
  if (operator === 'is_set') return sql<SqlBool>`jsonb_array_length(${many}) > 0`
  if (operator === 'is_not_set') return sql<SqlBool>`jsonb_array_length(${many}) = 0`
  // Of several values one is enough; `is_not` means that none is.
  const one = sql<SqlBool>`exists (select from jsonb_array_elements_text(${many}) e (value) where ${compare(
    sql.raw('e.value'),
    {
      ...condition,
      operator: operator === 'is_not' ? 'is' : operator,
    },
  )})`
  return operator === 'is_not' ? sql<SqlBool>`not ${one}` : one
}

const listsOf: { [field in ConditionField]?: RawBuilder<unknown> } = {
  tag: sql.raw('l.tags'),
  visited_page: sql.raw('l.visited_pages'),
}

const columns: { [field in ConditionField]?: string } = {
  source: 'l.source',
  company: 'l.company',
  job_title: 'l.job_title',
  email: 'l.email_normalized',
  email_domain: `split_part(l.email_normalized, '@', 2)`,
  phone: 'l.phone',
  uen: 'l.uen',
  estimated_value_cents: 'l.estimated_value_cents::text',
  submission_count: 'l.submission_count::text',
  landing_page: `l.utm #>> '{first,landing_page}'`,
  referrer: `l.utm #>> '{first,referrer}'`,
  utm_source: `l.utm #>> '{first,source}'`,
  utm_medium: `l.utm #>> '{first,medium}'`,
  utm_campaign: `l.utm #>> '{first,campaign}'`,
}

function textOf(field: ConditionField): RawBuilder<unknown> {
  if (field === 'company_email')
    return sql`case when split_part(l.email_normalized, '@', 2) <> all (${`{${freeMailDomains.join()}}`}::text[]) then l.email_normalized end`
  const column = columns[field]
  return column ? sql.raw(`(${column})`) : sql`(l.custom_fields ->> ${field.slice('custom.'.length)}::text)`
}

type Compare = (text: RawBuilder<unknown>, value: string) => RawBuilder<SqlBool>
const folded = (value: string) => sql`lower(${value}::text)`

/** Never null, so that a `not` around one means what it says: what is not there is not what was asked for. */
const comparisons: Record<Condition['operator'], Compare> = {
  is: (text, value) => sql`coalesce(lower(${text}) = ${folded(value)}, false)`,
  is_not: (text, value) => sql`coalesce(lower(${text}) <> ${folded(value)}, true)`,
  contains: (text, value) => sql`coalesce(position(${folded(value)} in lower(${text})) > 0, false)`,
  starts_with: (text, value) => sql`coalesce(starts_with(lower(${text}), ${folded(value)}), false)`,
  at_least: (text, value) => sql`coalesce(${numberOf(text)} >= ${value}::text::numeric, false)`,
  at_most: (text, value) => sql`coalesce(${numberOf(text)} <= ${value}::text::numeric, false)`,
  is_set: (text) => sql`coalesce(${text}, '') <> ''`,
  is_not_set: (text) => sql`coalesce(${text}, '') = ''`,
}

const compare = (text: RawBuilder<unknown>, { operator, value = '' }: Condition): RawBuilder<SqlBool> =>
  comparisons[operator](text, value)

/** Text that is no number compares with nothing. */
const numberOf = (text: RawBuilder<unknown>) =>
  sql`case when ${text} ~ '^-?[0-9]{1,18}([.][0-9]{1,9})?$' then ${text}::numeric end`
