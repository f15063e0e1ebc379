import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import type { Condition } from '#modules/lead-rules/schemas.ts'
import { formatMoney, parseMoney } from '#web/api/format.ts'
import { fieldsQuery } from '#web/leads/queries.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { inputClass } from '#web/ui/field.tsx'
import { cx } from '#web/ui/cx.ts'

/** A condition as it is being put together: money is typed as money. */
export type Draft = { key: string; field: string; operator: Condition['operator']; value: string }

const fieldWords: Record<string, string> = {
  source: 'Source',
  company: 'Company',
  job_title: 'Job title',
  email: 'E-mail',
  email_domain: 'Domain of the e-mail',
  company_email: 'E-mail of a company',
  phone: 'Phone',
  uen: 'UEN',
  estimated_value_cents: 'Worth',
  submission_count: 'Times they wrote',
  tag: 'Tag',
  visited_page: 'Page they looked at',
  landing_page: 'First page',
  referrer: 'Referrer',
  utm_source: 'Campaign source',
  utm_medium: 'Campaign medium',
  utm_campaign: 'Campaign',
}

const operatorWords: Record<Condition['operator'], string> = {
  is: 'is',
  is_not: 'is not',
  contains: 'contains',
  starts_with: 'begins with',
  at_least: 'is at least',
  at_most: 'is at most',
  is_set: 'is known',
  is_not_set: 'is not known',
}

const hasValue = (operator: Condition['operator']) => operator !== 'is_set' && operator !== 'is_not_set'
const isMoney = (field: string) => field === 'estimated_value_cents'

/** "Page they looked at contains pricing" */
export function conditionWords({ field, operator, value }: Condition, own: { key: string; label: string }[]): string {
  const name = fieldWords[field] ?? own.find(({ key }) => field === `custom.${key}`)?.label ?? field
  const shown = isMoney(field) && /^\d+$/.test(value ?? '') ? formatMoney(Number(value)) : value
  return [name, operatorWords[operator], hasValue(operator) && shown].filter(Boolean).join(' ')
}

export const newDraft = (): Draft => ({ key: crypto.randomUUID(), field: 'source', operator: 'is', value: '' })

export const toDrafts = (conditions: readonly Condition[]): Draft[] =>
  conditions.map(({ field, operator, value = '' }) => ({
    key: crypto.randomUUID(),
    field,
    operator,
    value: isMoney(field) && /^\d+$/.test(value) ? String(Number(value) / 100) : value,
  }))

/** What cannot be read as money goes as it is: the server says what is wrong with it. */
export const toConditions = (drafts: readonly Draft[]): Condition[] =>
  drafts.map(({ field, operator, value }) => ({
    field,
    operator,
    ...(hasValue(operator) && { value: isMoney(field) ? String(parseMoney(value) ?? value) : value.trim() }),
  }))

type Props = {
  drafts: Draft[]
  onChange: (drafts: Draft[]) => void
  /** By the JSON pointer of what is wrong: /conditions/0/value */
  mistakes: Record<string, string>
  none: string
}

export function Conditions({ drafts, onChange, mistakes, none }: Props) {
  const own = useQuery(fieldsQuery).data?.data ?? []
  const set = (index: number, changes: Partial<Draft>) =>
    onChange(drafts.map((draft, place) => (place === index ? { ...draft, ...changes } : draft)))
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1 text-sm font-medium">When all of these hold</legend>
      {drafts.length === 0 && <p className="text-sm text-ink-2">{none}</p>}
      {drafts.map(({ key, field, operator, value }, index) => {
        const problem = ['', '/value', '/field', '/operator']
          .map((part) => mistakes[`/conditions/${index}${part}`])
          .find(Boolean)
        const nth = `of condition ${index + 1}`
        return (
          <div key={key} className="grid gap-1">
            <div className="flex flex-wrap items-center gap-2 max-md:rounded-md max-md:border max-md:border-line max-md:p-2">
              <select
                aria-label={`Field ${nth}`}
                value={field}
                onChange={({ target }) => set(index, { field: target.value })}
                className={cx(inputClass, 'flex-1 basis-40 bg-surface!')}
              >
                {Object.entries(fieldWords).map(([each, words]) => (
                  <option key={each} value={each}>
                    {words}
                  </option>
                ))}
                {own.map((each) => (
                  <option key={each.id} value={`custom.${each.key}`}>
                    {each.label}
                  </option>
                ))}
              </select>
              <select
                aria-label={`Comparison ${nth}`}
                value={operator}
                onChange={({ target }) => set(index, { operator: target.value as Condition['operator'] })}
                className={cx(inputClass, 'flex-1 basis-28 bg-surface!')}
              >
                {Object.entries(operatorWords).map(([each, words]) => (
                  <option key={each} value={each}>
                    {words}
                  </option>
                ))}
              </select>
              {hasValue(operator) && (
                <input
                  aria-label={`Value ${nth}`}
                  aria-invalid={problem ? true : undefined}
                  placeholder={isMoney(field) ? '10,000' : undefined}
                  maxLength={200}
                  value={value}
                  onChange={({ target }) => set(index, { value: target.value })}
                  className={cx(inputClass, 'flex-1 basis-32')}
                />
              )}
              <IconButton
                label={`Remove condition ${index + 1}`}
                onClick={() => onChange(drafts.filter((draft) => draft.key !== key))}
              >
                <X aria-hidden />
              </IconButton>
            </div>
            {problem && <p className="text-xs font-medium text-bad">{problem}</p>}
          </div>
        )
      })}
      {drafts.length < 8 && (
        <div>
          <Button size="sm" onClick={() => onChange([...drafts, newDraft()])}>
            <Plus aria-hidden />
            Add condition
          </Button>
        </div>
      )}
    </fieldset>
  )
}
