import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { BillingRules } from '#modules/subscriptions/billing-schemas.ts'
import { changedFields } from '#web/api/changed-fields.ts'
import { useCan } from '#web/app/session.ts'
import { CreditSetting } from '#web/payments/credit-setting.tsx'
import { changeBillingRules } from '#web/subscriptions/api.ts'
import { dayChoices, type DayRule, dayRules, ruleChoices } from '#web/subscriptions/billing-rule-words.ts'
import { billingRulesQuery } from '#web/subscriptions/queries.ts'
import { Button } from '#web/ui/button.tsx'
import { ChoiceCards } from '#web/ui/choice-cards.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, FormSection, LeaveGuard, placeProblem } from '#web/ui/form.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'
import { useTitle } from '#web/ui/title.ts'
import { toast } from '#web/ui/toast.ts'

export function BillingRulesPage() {
  useTitle('Billing', 'Settings')
  const { data, error, refetch } = useQuery(billingRulesQuery)
  if (data)
    return (
      <>
        <CreditSetting />
        <Editor rules={data} />
      </>
    )
  if (error)
    return <ErrorState title="The billing rules could not be loaded" error={error} onRetry={() => void refetch()} />
  return <Skeleton className="h-96 w-full max-w-3xl" />
}

type Fields = Omit<BillingRules, DayRule> & Record<DayRule, string>
const toFields = (rules: BillingRules): Fields => ({ ...rules, ...eachOf(rules, String) })
const toRules = (fields: Fields): BillingRules => ({ ...fields, ...eachOf(fields, Number) })
const eachOf = <T, R>(from: Record<DayRule, T>, read: (value: T) => R) =>
  Object.fromEntries(dayRules.map((rule) => [rule, read(from[rule])])) as Record<DayRule, R>

function Editor({ rules }: { rules: BillingRules }) {
  const queryClient = useQueryClient()
  const canEdit = useCan('plans.write')
  const [base, setBase] = useState(rules)
  const form = useForm<Fields>({ mode: 'onTouched', defaultValues: toFields(base) })
  const { isDirty, isSubmitting, errors } = form.formState

  async function save(fields: Fields) {
    const changes = changedFields(base, toRules(fields))
    try {
      const saved = Object.keys(changes).length > 0 ? await changeBillingRules(changes) : base
      queryClient.setQueryData(billingRulesQuery.queryKey, saved)
      setBase(saved)
      form.reset(toFields(saved))
      toast({ title: 'Billing rules saved' })
    } catch (error) {
      placeProblem(error, form)
    }
  }

  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(save)(event)} className="max-w-3xl">
      <LeaveGuard when={isDirty && !isSubmitting} />
      {!canEdit && (
        <p className="mb-6 rounded-md bg-info-bg px-3 py-2 text-sm text-info">
          Only owners and admins can change the billing rules.
        </p>
      )}
      {ruleChoices.map(({ title, hint, rules: inSection }) => (
        <FormSection key={title} title={title} hint={hint}>
          {inSection.map(({ field, legend, options }) => (
            <ChoiceCards
              key={field}
              legend={legend}
              value={form.watch(field)}
              onChange={(value) => form.setValue(field, value, { shouldDirty: true })}
              options={options}
              disabled={!canEdit}
            />
          ))}
        </FormSection>
      ))}
      {dayChoices.map(({ field, title, hint, label, note, least, most }) => (
        <FormSection key={field} title={title} hint={hint}>
          <div className="max-w-60">
            <TextField
              label={label}
              inputMode="numeric"
              autoComplete="off"
              suffix={<span className="px-2 text-sm text-ink-3">days</span>}
              hint={note}
              disabled={!canEdit}
              error={errors[field]?.message}
              {...form.register(field, {
                validate: (text) =>
                  (/^\d{1,3}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most) ||
                  `Type a number of days from ${least} to ${most}.`,
              })}
            />
          </div>
        </FormSection>
      ))}
      {canEdit && (
        <div className="sticky bottom-0 flex flex-wrap items-center gap-2 border-t border-line bg-canvas py-3 max-md:bottom-14 md:pl-[16rem]">
          <FormError>{errors.root?.message}</FormError>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
            Save changes
          </Button>
          {isDirty && (
            <Button variant="ghost" onClick={() => form.reset(toFields(base))}>
              Discard
            </Button>
          )}
        </div>
      )}
    </form>
  )
}
