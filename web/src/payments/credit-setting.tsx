import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCan } from '#web/app/session.ts'
import { changePaymentSettings } from '#web/payments/api.ts'
import { paymentSettingsQuery } from '#web/payments/payment-queries.ts'
import { Switch } from '#web/ui/choice.tsx'
import { FormSection } from '#web/ui/form.tsx'
import { toastError } from '#web/ui/toast.ts'

/** Whether credit of a customer settles their next invoices by itself; saved at once. */
export function CreditSetting() {
  const queryClient = useQueryClient()
  const canSee = useCan('payments.read')
  const canEdit = useCan('organizations.write')
  const { data } = useQuery({ ...paymentSettingsQuery, enabled: canSee })
  if (!data) return null

  async function change(is_credit_applied: boolean) {
    const { queryKey } = paymentSettingsQuery
    queryClient.setQueryData(queryKey, { is_credit_applied })
    try {
      queryClient.setQueryData(queryKey, await changePaymentSettings({ is_credit_applied }))
    } catch (error) {
      queryClient.setQueryData(queryKey, data)
      toastError('The setting stays as it was', error)
    }
  }

  return (
    <div className="max-w-3xl border-b border-line pb-6">
      <FormSection title="Credit of customers" hint="Money that came in and settles no invoice yet">
        <Switch
          label="Use it on the next invoice by itself"
          hint="The oldest money on the oldest invoice, but never what you took off an invoice on that same invoice. Otherwise you use it by hand."
          checked={data.is_credit_applied}
          disabled={!canEdit}
          onChange={(event) => void change(event.target.checked)}
        />
      </FormSection>
    </div>
  )
}
