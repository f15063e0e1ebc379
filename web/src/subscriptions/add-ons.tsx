import { useQueryClient } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import { formatCount, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { AddOnDialog } from '#web/subscriptions/add-on-dialog.tsx'
import { addAddOn, refreshSubscription, removeAddOn } from '#web/subscriptions/api.ts'
import { Nothing, Row, Rows, Section } from '#web/subscriptions/section.tsx'
import { each } from '#web/subscriptions/words.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

type AddOn = Subscription['add_ons'][number]

/** What it has beside its plan. */
export function AddOns({ subscription }: { subscription: Subscription }) {
  const { id, add_ons, status, price } = subscription
  const queryClient = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const canWrite = useCan('subscriptions.write') && status !== 'canceled'
  const canAdd = canWrite && ['trialing', 'active', 'past_due'].includes(status)
  if (add_ons.length === 0 && !canAdd) return null

  async function remove({ id: add_on_id, name }: AddOn) {
    try {
      await removeAddOn(id, add_on_id)
      void refreshSubscription(queryClient)
      toast({ title: `${name} removed`, description: 'What was paid for runs to the end of the period.' })
    } catch (error) {
      toastError(`${name} was not removed`, error)
    }
  }

  return (
    <Section
      title="Add-ons"
      action={
        canAdd && (
          <Button size="sm" onClick={() => setOpen(true)}>
            <Plus aria-hidden />
            Add
          </Button>
        )
      }
    >
      {add_ons.length === 0 ? (
        <Nothing>None. An add-on is billed with the plan, as often as the plan.</Nothing>
      ) : (
        <Rows>
          {add_ons.map((add_on) => (
            <Row
              key={add_on.id}
              words={add_on.name}
              note={add_on.quantity > 1 && `× ${formatCount(add_on.quantity)}`}
              figure={
                add_on.amount_cents === null
                  ? 'By use'
                  : `${formatMoney(add_on.amount_cents)} ${each[price.billing_interval]}`
              }
              action={
                canWrite && (
                  <IconButton label={`Remove ${add_on.name}`} onClick={() => void remove(add_on)}>
                    <X aria-hidden />
                  </IconButton>
                )
              }
            />
          ))}
        </Rows>
      )}
      {isOpen && (
        <AddOnDialog
          subscription={subscription}
          onAdd={(input) => addAddOn(id, input)}
          onClose={() => setOpen(false)}
        />
      )}
    </Section>
  )
}
