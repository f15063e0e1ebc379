import { useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import type { Price } from '#modules/plans/schemas.ts'
import { moveSubscribers } from '#web/plans/api.ts'
import { priceInWords } from '#web/plans/words.ts'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { FormError, placeProblem } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'

type Props = { price: Price; others: Price[]; onClose: () => void }

export function MoveDialog({ price, others, onClose }: Props) {
  const queryClient = useQueryClient()
  const form = useForm({ defaultValues: { to_price_id: others[0]?.id ?? '' } })
  const { errors, isSubmitting } = form.formState

  async function save({ to_price_id }: { to_price_id: string }) {
    try {
      const { moved_count } = await moveSubscribers(price.id, to_price_id)
      void queryClient.invalidateQueries({ queryKey: ['plans'] })
      void queryClient.invalidateQueries({ queryKey: ['subscriptions'] })
      toast({ title: `${moved_count} ${moved_count === 1 ? 'subscription moves' : 'subscriptions move'} at renewal` })
      onClose()
    } catch (error) {
      placeProblem(error, form)
    }
  }

  return (
    <Dialog
      title="Move subscribers to another price"
      description={`Everyone at ${priceInWords(price)} pays the other price from the next renewal on.`}
      onClose={onClose}
    >
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit(save)(event)}>
        <FormError>{errors.root?.message}</FormError>
        <Select
          label="New price"
          hint="Those that are on sale today and charged as often"
          error={errors.to_price_id?.message}
          {...form.register('to_price_id')}
        >
          {others.map((other) => (
            <option key={other.id} value={other.id}>
              {priceInWords(other)}
            </option>
          ))}
        </Select>
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Moving…">
            Move subscribers
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
