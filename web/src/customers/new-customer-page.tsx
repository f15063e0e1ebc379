import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { createCustomer } from '#web/customers/api.ts'
import { blankFields, type CustomerFields, toInput } from '#web/customers/customer-fields.ts'
import { CustomerForm } from '#web/customers/customer-form.tsx'
import { customerQuery } from '#web/customers/queries.ts'
import { LeaveGuard, placeProblem } from '#web/ui/form.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { toast } from '#web/ui/toast.ts'
import { backClass } from '#web/ui/link-class.ts'

export function NewCustomerPage() {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const form = useForm<CustomerFields>({ mode: 'onTouched', defaultValues: blankFields })
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState

  async function save(fields: CustomerFields) {
    try {
      const customer = await createCustomer(toInput(fields))
      queryClient.setQueryData(customerQuery(customer.id).queryKey, customer)
      void queryClient.invalidateQueries({ queryKey: ['customers'] })
      toast({ title: `${customer.name} added` })
      await navigate({
        from: '/app/$slug/customers/new',
        to: '/app/$slug/customers/$id',
        params: { id: customer.id },
        replace: true,
        ignoreBlocker: true,
      })
    } catch (error) {
      placeProblem(error, form)
    }
  }

  return (
    <>
      <PageHeader title="New customer" section="Customers" back={<BackToCustomers />} />
      <CustomerForm
        form={form}
        onSave={save}
        action="Add customer"
        busyLabel="Adding…"
        cancel={{ from: '/app/$slug', to: '/app/$slug/customers' }}
      />
      <LeaveGuard when={isDirty && !isSubmitting && !isSubmitSuccessful} />
    </>
  )
}

function BackToCustomers() {
  return (
    <Link from="/app/$slug" to="/app/$slug/customers" className={backClass}>
      Customers
    </Link>
  )
}
