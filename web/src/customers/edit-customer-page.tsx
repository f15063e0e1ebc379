import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Customer } from '#modules/customers/schemas.ts'
import { changedFields } from '#web/api/changed-fields.ts'
import { isStatus } from '#web/api/problem.ts'
import { changeCustomer } from '#web/customers/api.ts'
import { type CustomerFields, toFields, toInput } from '#web/customers/customer-fields.ts'
import { CustomerForm } from '#web/customers/customer-form.tsx'
import { CustomerError } from '#web/customers/customer-error.tsx'
import { customerQuery } from '#web/customers/queries.ts'
import { ConflictNotice } from '#web/ui/conflict.tsx'
import { LeaveGuard, placeProblem } from '#web/ui/form.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Skeleton } from '#web/ui/state.tsx'
import { toast } from '#web/ui/toast.ts'
import { backClass } from '#web/ui/link-class.ts'

const route = getRouteApi('/app/$slug/customers/$id/edit')

export function EditCustomerPage() {
  const { id } = route.useParams()
  const { data, error, refetch } = useQuery({ ...customerQuery(id), refetchOnWindowFocus: false })
  if (data) return <Editor key={id} opened={data} />
  if (error) return <CustomerError error={error} onRetry={() => void refetch()} />
  return <Skeleton className="mt-2 h-96 w-full max-w-3xl" />
}

function Editor({ opened }: { opened: Customer }) {
  const { id } = opened
  const navigate = useNavigate({ from: '/app/$slug/customers/$id/edit' })
  const queryClient = useQueryClient()
  // What was on the server when editing began; only what differs from it is sent.
  const [base, setBase] = useState(opened)
  const [hasConflict, setConflict] = useState(false)
  const form = useForm<CustomerFields>({ mode: 'onTouched', defaultValues: toFields(base) })
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState
  const fetchTheirs = () => queryClient.fetchQuery({ ...customerQuery(id), staleTime: 0 })

  async function save(fields: CustomerFields, version = base.version) {
    const changes = changedFields(toInput(toFields(base)), toInput(fields))
    try {
      if (Object.keys(changes).length > 0) keep(await changeCustomer(id, version, changes))
      await navigate({ to: '/app/$slug/customers/$id', replace: true, ignoreBlocker: true })
    } catch (error) {
      if (isStatus(error, 412)) setConflict(true)
      else placeProblem(error, form)
    }
  }

  function keep(saved: Customer) {
    queryClient.setQueryData(customerQuery(id).queryKey, saved)
    void queryClient.invalidateQueries({ queryKey: ['customers', 'list'] })
    toast({ title: `${saved.name} saved` })
  }

  async function loadTheirs() {
    const theirs = await fetchTheirs()
    setBase(theirs)
    form.reset(toFields(theirs))
    setConflict(false)
  }

  async function keepMine() {
    const theirs = await fetchTheirs()
    setConflict(false)
    await form.handleSubmit((fields) => save(fields, theirs.version))()
  }

  return (
    <>
      <PageHeader
        title={`Edit ${base.name}`}
        section="Customers"
        back={
          <Link from="/app/$slug/customers/$id/edit" to="/app/$slug/customers/$id" className={backClass}>
            {base.name}
          </Link>
        }
      />
      <CustomerForm
        form={form}
        onSave={save}
        action="Save customer"
        busyLabel="Saving…"
        cancel={{ from: '/app/$slug/customers/$id/edit', to: '/app/$slug/customers/$id' }}
      >
        {hasConflict && (
          <ConflictNotice
            title="Someone else saved this customer meanwhile"
            busy={isSubmitting}
            onLoadTheirs={() => void loadTheirs()}
            onKeepMine={() => void keepMine()}
          />
        )}
      </CustomerForm>
      <LeaveGuard when={isDirty && !isSubmitting && (!isSubmitSuccessful || hasConflict)} />
    </>
  )
}
