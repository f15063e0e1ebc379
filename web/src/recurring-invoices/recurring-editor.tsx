import type { ReactNode } from 'react'
import { useState } from 'react'
import { FormProvider, type UseFormReturn } from 'react-hook-form'
import type { RecurringInvoice } from '#modules/recurring-invoices/schemas.ts'
import { ApiError, messageOf } from '#web/api/problem.ts'
import { isReadable, toFieldName } from '#web/invoices/draft-form.ts'
import { DraftNotes } from '#web/invoices/draft-notes.tsx'
import { LineEditor } from '#web/invoices/line-editor.tsx'
import { MissingList } from '#web/invoices/missing-list.tsx'
import { BuyerFields } from '#web/recurring-invoices/buyer-fields.tsx'
import { ComingDates } from '#web/recurring-invoices/coming-dates.tsx'
import { ComingPaper } from '#web/recurring-invoices/coming-paper.tsx'
import { type RecurringForm, toRecurring } from '#web/recurring-invoices/recurring-form.ts'
import { ScheduleFields } from '#web/recurring-invoices/schedule-fields.tsx'
import { useComing } from '#web/recurring-invoices/use-coming.ts'
import { Button } from '#web/ui/button.tsx'
import type { Option } from '#web/ui/combobox.tsx'
import { FormError, placeProblem } from '#web/ui/form.tsx'

type Props = {
  form: UseFormReturn<RecurringForm>
  customer: Option | null
  opened?: RecurringInvoice
  action: string
  cancel: ReactNode
  onSave: (form: RecurringForm) => Promise<void>
  children?: ReactNode
}

/** The form on the left; what comes of it, the dates and the next invoice, on the right. */
export function RecurringEditor({ form, customer, opened, action, cancel, onSave, children }: Props) {
  const [chosen, setChosen] = useState(customer)
  const coming = useComing(form, opened)
  const { errors, isSubmitting } = form.formState

  function choose(option: Option | null) {
    setChosen(option)
    form.setValue('customer_id', option?.value ?? '', { shouldDirty: true })
    form.clearErrors('customer_id')
  }

  async function save(fields: RecurringForm) {
    if (!fields.customer_id) {
      form.setError('customer_id', { message: 'Choose whom it is for.' })
      return document.querySelector<HTMLElement>('[data-customer] input')?.focus()
    }
    if (!isReadable(fields)) return form.setError('root', { message: 'One of the numbers cannot be read.' })
    try {
      return await onSave(fields)
    } catch (error) {
      return placeRefusal(error, fields)
    }
  }

  function placeRefusal(error: unknown, fields: RecurringForm) {
    const { rows } = toRecurring(fields)
    const places =
      error instanceof ApiError ? error.fields.map(({ pointer }) => [pointer, toFieldName(pointer, rows)]) : []
    placeProblem(error, form, Object.fromEntries(places))
  }

  return (
    <FormProvider {...form}>
      <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_30rem]">
        <form
          noValidate
          aria-label="Recurring invoice"
          className="min-w-0"
          onSubmit={(event) => void form.handleSubmit(save)(event)}
        >
          {children}
          <BuyerFields customer={chosen} onCustomer={choose} />
          <ScheduleFields isNew={!opened} hasNext={opened?.next_date !== null} />
          <LineEditor preview={coming} />
          <Placeholders />
          <DraftNotes />
          <div className="sticky bottom-0 z-10 mt-6 flex flex-wrap items-center gap-2 border-t border-line bg-canvas py-3 max-md:bottom-14">
            {errors.root && <FormError>{errors.root.message}</FormError>}
            <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
              {action}
            </Button>
            {cancel}
          </div>
        </form>
        <div className="min-w-0 xl:sticky xl:top-5 xl:-mx-4 xl:max-h-[calc(100dvh-2rem)] xl:self-start xl:overflow-y-auto xl:px-4 xl:pb-6">
          <section
            aria-label="Dates to come"
            className="mb-4 rounded-lg border border-line bg-surface px-4 py-3 shadow-card"
          >
            <h2 className="pb-1.5 text-sm font-semibold">Dates to come</h2>
            <ComingDates dates={coming.coming?.next_dates ?? []} isDimmed={coming.isStale} />
          </section>
          {coming.error !== null && (
            <p role="alert" className="pb-2 text-sm text-bad">
              What comes of it could not be worked out. {messageOf(coming.error)}
            </p>
          )}
          {(coming.computed?.missing.length ?? 0) > 0 && <MissingList preview={coming} />}
          <section aria-label="Next invoice" className="min-w-0">
            <ComingPaper coming={coming.coming} customerId={chosen?.value ?? ''} isDimmed={coming.isStale} />
          </section>
        </div>
      </div>
    </FormProvider>
  )
}

function Placeholders() {
  return (
    <p className="pt-3 text-sm text-ink-2">
      Write <Code>month</Code>, <Code>quarter</Code>, <Code>year</Code> or <Code>period</Code> in a description, the
      reference or the notes, and each invoice says its own; <Code>previous_month</Code> and{' '}
      <Code>previous_period</Code> where you bill afterwards.
    </p>
  )
}

const Code = ({ children }: { children: string }) => (
  <code className="rounded bg-sunken px-1 py-0.5 font-mono text-xs wrap-anywhere text-ink">{`{{${children}}}`}</code>
)
