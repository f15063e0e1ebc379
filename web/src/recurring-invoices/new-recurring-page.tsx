import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import { newIdempotencyKey } from '#web/api/client.ts'
import { ApiError } from '#web/api/problem.ts'
import { useCan } from '#web/app/session.ts'
import { customerQuery } from '#web/customers/queries.ts'
import { draftQuery, invoiceQuery } from '#web/invoices/queries.ts'
import { createRecurringInvoice, refreshRecurring } from '#web/recurring-invoices/api.ts'
import { RecurringEditor } from '#web/recurring-invoices/recurring-editor.tsx'
import { blankRecurring, copiedFrom, type RecurringForm, toRecurring } from '#web/recurring-invoices/recurring-form.ts'
import type { RecurringSearch } from '#web/recurring-invoices/search.ts'
import { buttonClass } from '#web/ui/button.tsx'
import type { Option } from '#web/ui/combobox.tsx'
import { LeaveGuard } from '#web/ui/form.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty, Skeleton } from '#web/ui/state.tsx'
import { toast } from '#web/ui/toast.ts'

export function NewRecurringPage({ search }: { search: RecurringSearch }) {
  const { customer_id, from = '' } = search
  const [kind, source_id = ''] = from.split(':')
  const customer = useQuery({ ...customerQuery(customer_id ?? ''), enabled: customer_id !== undefined })
  const invoice = useQuery({ ...invoiceQuery(source_id), enabled: kind === 'invoice' })
  const draft = useQuery({ ...draftQuery(source_id), enabled: kind === 'draft' })
  if (!useCan('invoices.issue'))
    return <Empty title="You may look at invoices, not issue them">Ask an owner or admin to let you.</Empty>
  // An address that names nothing begins with a blank form.
  if (customer.isLoading || invoice.isLoading || draft.isLoading) return <Skeleton className="mt-2 h-96 w-full" />
  const source = invoice.data ?? draft.data
  if (source) {
    const label = 'buyer' in source ? source.buyer.name : source.customer_name
    return <Editor values={copiedFrom(source)} customer={{ value: source.customer_id, label }} />
  }
  const { id = '', name = '' } = customer.data ?? {}
  return <Editor values={blankRecurring(id)} customer={id ? { value: id, label: name } : null} />
}

function Editor({ values, customer }: { values: RecurringForm; customer: Option | null }) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const key = useRef(newIdempotencyKey())
  const [isDone, setDone] = useState(false)
  const form = useForm<RecurringForm>({ mode: 'onTouched', defaultValues: values })
  const { isDirty, isSubmitting } = form.formState

  async function save(fields: RecurringForm) {
    try {
      const made = await createRecurringInvoice(toRecurring(fields).body, key.current)
      setDone(true)
      void refreshRecurring(queryClient, made)
      const what = made.when_due === 'issue' ? 'invoice is issued' : 'draft is made'
      toast({ title: made.made_count > 0 ? `Set up, and the first ${what}` : 'Set up' })
      await navigate({
        from: '/app/$slug',
        to: '/app/$slug/invoices/recurring/$',
        params: { _splat: made.id },
        search: {},
        replace: true,
        ignoreBlocker: true,
      })
    } catch (error) {
      // A refusal is an answer: the next attempt is another one. Without an answer it must be the same.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) key.current = newIdempotencyKey()
      throw error
    }
  }

  return (
    <>
      <PageHeader
        title="New recurring invoice"
        section="Invoices"
        back={
          <Link from="/app/$slug" to="/app/$slug/invoices/recurring/$" params={{ _splat: '' }} className={backClass}>
            Recurring
          </Link>
        }
      />
      <RecurringEditor
        form={form}
        customer={customer}
        action="Set up"
        cancel={
          <Link
            from="/app/$slug"
            to="/app/$slug/invoices/recurring/$"
            params={{ _splat: '' }}
            className={buttonClass('ghost')}
          >
            Cancel
          </Link>
        }
        onSave={save}
      />
      <LeaveGuard when={isDirty && !isSubmitting && !isDone} />
    </>
  )
}
