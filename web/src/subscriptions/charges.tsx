import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { Subscription, SubscriptionCharge } from '#modules/subscriptions/schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { refreshSubscription, removeCharge } from '#web/subscriptions/api.ts'
import { ChargeDialog } from '#web/subscriptions/charge-dialog.tsx'
import { chargesQuery } from '#web/subscriptions/queries.ts'
import { Nothing, Row, Rows, Section } from '#web/subscriptions/section.tsx'
import { Button, IconButton } from '#web/ui/button.tsx'
import { ErrorState } from '#web/ui/state.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

/** What waits for the next invoice beside the plan. */
export function Charges({ subscription }: { subscription: Subscription }) {
  const { id, status } = subscription
  const queryClient = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const { data, error, refetch } = useQuery(chargesQuery(id))
  const canWrite = useCan('subscriptions.write') && status !== 'canceled'
  const charges = data?.data ?? []
  if (data && charges.length === 0 && !canWrite) return null

  async function remove(charge: SubscriptionCharge) {
    try {
      await removeCharge(id, charge.id)
      void refreshSubscription(queryClient)
      toast({ title: 'Charge removed' })
    } catch (problem) {
      toastError('The charge was not removed', problem)
    }
  }

  return (
    <Section
      title="On the next invoice"
      action={
        canWrite && (
          <Button size="sm" onClick={() => setOpen(true)}>
            <Plus aria-hidden />
            Add a charge
          </Button>
        )
      }
    >
      {error && !data ? (
        <ErrorState title="The charges could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : charges.length === 0 ? (
        <Nothing>Nothing beside the plan{subscription.add_ons.length > 0 && ' and its add-ons'}.</Nothing>
      ) : (
        <Rows>
          {charges.map((charge) => (
            <Row
              key={charge.id}
              words={charge.description}
              note={noteOf(charge)}
              figure={formatMoney(charge.amount_cents)}
              action={
                canWrite && (
                  <IconButton label={`Remove ${charge.description}`} onClick={() => void remove(charge)}>
                    <X aria-hidden />
                  </IconButton>
                )
              }
            />
          ))}
        </Rows>
      )}
      {isOpen && <ChargeDialog id={id} onClose={() => setOpen(false)} />}
    </Section>
  )
}

function noteOf({ kind, quantity, unit_price_cents, discount_cents }: SubscriptionCharge): string {
  const parts = [
    quantity !== '1' && `${quantity} × ${formatMoney(unit_price_cents)}`,
    discount_cents > 0 && `${formatMoney(discount_cents)} credited`,
    kind === 'proration' && 'from a change',
  ]
  return parts.filter(Boolean).join(', ')
}
