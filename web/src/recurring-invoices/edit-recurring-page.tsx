import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { RecurringInvoice } from '#modules/recurring-invoices/schemas.ts'
import { changedFields } from '#web/api/changed-fields.ts'
import { isStatus } from '#web/api/problem.ts'
import { changeRecurringInvoice, refreshRecurring } from '#web/recurring-invoices/api.ts'
import { recurringInvoiceQuery } from '#web/recurring-invoices/queries.ts'
import { RecurringEditor } from '#web/recurring-invoices/recurring-editor.tsx'
import { openedFrom, type RecurringForm, toRecurring } from '#web/recurring-invoices/recurring-form.ts'
import { RecurringError } from '#web/recurring-invoices/recurring-error.tsx'
import { everyWords } from '#web/recurring-invoices/words.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { ConflictNotice } from '#web/ui/conflict.tsx'
import { LeaveGuard } from '#web/ui/form.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Skeleton } from '#web/ui/state.tsx'
import { toast } from '#web/ui/toast.ts'

export function EditRecurringPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery({ ...recurringInvoiceQuery(id), refetchOnWindowFocus: false })
  // Another person's save is met as a conflict when this one is saved, not by taking the form away.
  const [theirs, setTheirs] = useState<RecurringInvoice>()
  const [opened, setOpened] = useState(data)
  if (!opened && data) setOpened(data)
  const shown = theirs ?? opened
  if (shown) return <Editor key={`${shown.id} ${shown.version}`} opened={shown} onTheirs={setTheirs} />
  if (error) return <RecurringError error={error} onRetry={() => void refetch()} />
  return <Skeleton className="mt-2 h-96 w-full" />
}

function Editor({ opened, onTheirs }: { opened: RecurringInvoice; onTheirs: (theirs: RecurringInvoice) => void }) {
  const { id, customer_id, customer_name } = opened
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [hasConflict, setConflict] = useState(false)
  const [isDone, setDone] = useState(false)
  const form = useForm<RecurringForm>({ mode: 'onTouched', defaultValues: openedFrom(opened) })
  const { isDirty, isSubmitting } = form.formState
  const fetchTheirs = () => queryClient.fetchQuery({ ...recurringInvoiceQuery(id), staleTime: 0 })

  async function save(fields: RecurringForm, version = opened.version) {
    const { first_date, ...changes } = changedFields(toRecurring(openedFrom(opened)).body, toRecurring(fields).body)
    const wanted = { ...changes, ...(first_date && { first_date }) }
    try {
      if (Object.keys(wanted).length > 0) {
        void refreshRecurring(queryClient, await changeRecurringInvoice(id, version, wanted))
        toast({ title: 'Saved; it holds from the next one on' })
      }
      setDone(true)
      const params = { _splat: id }
      await navigate({
        from: '/app/$slug',
        to: '/app/$slug/invoices/recurring/$',
        params,
        replace: true,
        ignoreBlocker: true,
      })
    } catch (error) {
      if (!isStatus(error, 412)) throw error
      setConflict(true)
    }
  }

  async function keepMine() {
    const theirs = await fetchTheirs()
    setConflict(false)
    await form.handleSubmit((fields) => save(fields, theirs.version))()
  }

  return (
    <>
      <PageHeader
        title={`${everyWords(opened)} for ${customer_name}`}
        section="Invoices"
        back={
          <Link from="/app/$slug" to="/app/$slug/invoices/recurring/$" params={{ _splat: id }} className={backClass}>
            {customer_name}
          </Link>
        }
      />
      <RecurringEditor
        form={form}
        customer={{ value: customer_id, label: customer_name }}
        opened={opened}
        action="Save"
        cancel={
          <Link
            from="/app/$slug"
            to="/app/$slug/invoices/recurring/$"
            params={{ _splat: id }}
            className={buttonClass('ghost')}
          >
            Cancel
          </Link>
        }
        onSave={save}
      >
        {hasConflict && (
          <div className="pb-4">
            <ConflictNotice
              title="Someone else changed this recurring invoice meanwhile"
              busy={isSubmitting}
              onLoadTheirs={() => void fetchTheirs().then(onTheirs)}
              onKeepMine={() => void keepMine()}
            />
          </div>
        )}
      </RecurringEditor>
      <LeaveGuard when={isDirty && !isSubmitting && !isDone} />
    </>
  )
}
