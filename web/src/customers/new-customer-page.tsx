import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { createCustomer } from '#web/customers/api.ts'
import { blankFields, type CustomerFields, toInput } from '#web/customers/customer-fields.ts'
import { CustomerForm } from '#web/customers/customer-form.tsx'
import { customerQuery } from '#web/customers/queries.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { FormError, LeaveGuard, placeProblem } from '#web/ui/form.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { toast } from '#web/ui/toast.ts'
import { backClass } from '#web/ui/link-class.ts'

export function NewCustomerPage() {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const form = useForm<CustomerFields>({ mode: 'onTouched', defaultValues: blankFields })
  const { isDirty, isSubmitting, isSubmitSuccessful, errors } = form.formState

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
      <form noValidate onSubmit={(event) => void form.handleSubmit(save)(event)} className="max-w-4xl">
        <FormError>{errors.root?.message}</FormError>
        <div className="pt-2">
          <CustomerForm form={form} />
        </div>
        <div className="sticky bottom-0 flex gap-2 border-t border-line bg-canvas py-3 max-md:bottom-14">
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Adding…">
            Add customer
          </Button>
          <Link from="/app/$slug" to="/app/$slug/customers" className={buttonClass('ghost')}>
            Cancel
          </Link>
        </div>
      </form>
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
