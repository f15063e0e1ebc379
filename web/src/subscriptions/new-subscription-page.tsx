import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import { newIdempotencyKey } from '#web/api/client.ts'
import { ApiError } from '#web/api/problem.ts'
import { customerQuery } from '#web/customers/queries.ts'
import { createSubscription, refreshSubscription } from '#web/subscriptions/api.ts'
import { blankFields, type Fields, isReady, toInput } from '#web/subscriptions/new-subscription.ts'
import { NewSubscriptionFields } from '#web/subscriptions/new-subscription-fields.tsx'
import { ChargedToday } from '#web/subscriptions/charged-today.tsx'
import { useNewPreview } from '#web/subscriptions/use-new-preview.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { FormError, LeaveGuard, placeProblem } from '#web/ui/form.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Skeleton } from '#web/ui/state.tsx'
import { toast } from '#web/ui/toast.ts'

const route = getRouteApi('/app/$slug/subscriptions/new')

export function NewSubscriptionPage() {
  const { customer_id } = route.useSearch()
  const customer = useQuery({ ...customerQuery(customer_id ?? ''), enabled: customer_id !== undefined })
  // Whoever comes from a customer's page finds it chosen; an address that names nobody begins with nobody.
  if (customer.isLoading) return <Skeleton className="mt-2 h-96 w-full max-w-3xl" />
  const { id = '', name = '' } = customer.data ?? {}
  return <Form customer={id ? { value: id, label: name } : null} />
}

function Form({ customer }: { customer: Fields['customer'] }) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const key = useRef(newIdempotencyKey())
  const [isDone, setDone] = useState(false)
  const form = useForm<Fields>({ mode: 'onTouched', defaultValues: { ...blankFields, customer } })
  const { isDirty, isSubmitting, errors } = form.formState
  const preview = useNewPreview(form)

  async function save(fields: Fields) {
    try {
      const subscription = await createSubscription(toInput(fields), key.current)
      setDone(true)
      void refreshSubscription(queryClient, subscription)
      toast({ title: `${subscription.customer_name} is on ${subscription.plan.name}` })
      await navigate({
        from: '/app/$slug/subscriptions/new',
        to: '/app/$slug/subscriptions/$id',
        params: { id: subscription.id },
        search: {},
        replace: true,
        ignoreBlocker: true,
      })
    } catch (error) {
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) key.current = newIdempotencyKey()
      placeProblem(error, form, { '/customer_id': 'customer' })
    }
  }

  return (
    <>
      <PageHeader
        title="New subscription"
        section="Subscriptions"
        back={
          <Link from="/app/$slug" to="/app/$slug/subscriptions" className={backClass}>
            Subscriptions
          </Link>
        }
      />
      <form noValidate onSubmit={(event) => void form.handleSubmit(save)(event)}>
        <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="min-w-0">
            <NewSubscriptionFields form={form} refused={preview.refused} />
          </div>
          <div className="lg:sticky lg:top-5 lg:self-start">
            <ChargedToday preview={preview} isReady={isReady(form.watch())} />
          </div>
        </div>
        <div className="sticky bottom-0 mt-4 flex flex-wrap items-center gap-2 border-t border-line bg-canvas py-3 max-md:bottom-14 md:pl-[16rem]">
          {errors.root && <FormError>{errors.root.message}</FormError>}
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Subscribing…">
            {preview.confirm}
          </Button>
          <Link from="/app/$slug" to="/app/$slug/subscriptions" className={buttonClass('ghost')}>
            Cancel
          </Link>
        </div>
      </form>
      <LeaveGuard when={isDirty && !isSubmitting && !isDone} />
    </>
  )
}
