import type { Context } from '#platform/context.ts'
import { invalid, type ProblemField } from '#platform/errors.ts'
import type { Condition } from './schemas.ts'

const numeric = /^-?\d{1,18}(\.\d{1,9})?$/
const numericFields = new Set(['estimated_value_cents', 'submission_count'])

/** Everything that the schema cannot see: values that are missing or no numbers, and fields that are not there. */
export async function refuseWrongConditions(ctx: Context, conditions: readonly Condition[]): Promise<void> {
  const keys = await listFieldKeys(ctx, conditions)
  const fields = conditions.flatMap((condition, i) => mistakesOf(condition, keys).map(at(`/conditions/${i}`)))
  if (fields.length) throw invalid('lead_rules.invalid', 'Some conditions are not right.', fields)
}

type Mistake = { field: keyof Condition; code: string; detail: string }

function mistakesOf({ field, operator, value }: Condition, keys: ReadonlySet<string>): Mistake[] {
  const compares = operator !== 'is_set' && operator !== 'is_not_set'
  const counts = operator === 'at_least' || operator === 'at_most'
  const mistakes: Mistake[] = []
  if (compares && value === undefined)
    mistakes.push({ field: 'value', code: 'required', detail: 'Say what it is compared with.' })
  if (!compares && value !== undefined)
    mistakes.push({ field: 'value', code: 'unexpected', detail: 'Leave this out: there is nothing to compare with.' })
  if (value !== undefined && (counts || (compares && numericFields.has(field))) && !numeric.test(value))
    mistakes.push({ field: 'value', code: 'wrong_format', detail: 'Write a number, such as 1000.' })
  if (field.startsWith('custom.') && !keys.has(field.slice('custom.'.length)))
    mistakes.push({ field: 'field', code: 'not_found', detail: 'There is no such field of your own.' })
  return mistakes
}

const at =
  (pointer: string) =>
  ({ field, ...rest }: Mistake): ProblemField => ({ pointer: `${pointer}/${field}`, ...rest })

async function listFieldKeys(ctx: Context, conditions: readonly Condition[]): Promise<ReadonlySet<string>> {
  if (!conditions.some(({ field }) => field.startsWith('custom.'))) return new Set()
  const rows = await ctx.db.all<{ key: string }>({
    text: 'select key from lead_fields where organization_id = $1 and archived_at is null',
    parameters: [ctx.organization_id],
  })
  return new Set(rows.map(({ key }) => key))
}
