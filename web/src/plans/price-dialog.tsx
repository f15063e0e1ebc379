import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import type { Price } from '#modules/plans/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { createPrice, replacePrice } from '#web/plans/api.ts'
import { hasTiers, type PriceFields, toFields, toTerms } from '#web/plans/price-fields.ts'
import { metersQuery } from '#web/plans/queries.ts'
import { amountRule, TiersEditor } from '#web/plans/tiers-editor.tsx'
import { modelWords, priceInWords } from '#web/plans/words.ts'
import { wholeNumber } from '#web/subscriptions/add-on-dialog.tsx'
import { often } from '#web/subscriptions/words.ts'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'
import { MoneyField } from '#web/ui/money-field.tsx'
import { toast } from '#web/ui/toast.ts'

type Props = { planId: string; replaced?: Price; onClose: () => void }

/** A price is never edited: a new one is added, or takes the place of another from a day on. */
export function PriceDialog({ planId, replaced, onClose }: Props) {
  const queryClient = useQueryClient()
  const { data: meters } = useQuery({ ...metersQuery, enabled: useCan('usage.read') })
  const form = useForm<PriceFields>({ mode: 'onTouched', defaultValues: toFields(replaced) })
  const { register, watch, control, formState } = form
  const { errors, isSubmitting } = formState
  const model = watch('model')
  const open = meters?.data.filter(({ id, archived_at }) => !archived_at || id === replaced?.meter_id) ?? []

  async function save(fields: PriceFields) {
    const terms = toTerms(fields)
    try {
      if (replaced) await replacePrice(replaced.id, terms)
      else await createPrice(planId, { ...terms, billing_interval: fields.billing_interval })
      void queryClient.invalidateQueries({ queryKey: ['plans'] })
      toast({ title: replaced ? 'Price replaced' : 'Price added' })
      onClose()
    } catch (error) {
      placeProblem(error, form)
    }
  }

  return (
    <Dialog
      title={replaced ? 'Replace the price' : 'Add a price'}
      description={
        replaced
          ? `${priceInWords(replaced)} until the day before. Subscribers keep theirs until you move them.`
          : 'Before GST. A price is never edited; another one takes its place.'
      }
      onClose={onClose}
      wide
    >
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit(save)(event)}>
        <FormError>{errors.root?.message}</FormError>
        <div className="grid gap-4 md:grid-cols-2">
          <Select label="Model" hint={modelWords[model][1]} error={errors.model?.message} {...register('model')}>
            {Object.entries(modelWords).map(([value, [name]]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
          {!replaced && (
            <Select label="Charged" {...register('billing_interval')}>
              {Object.entries(often).map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </div>
        <div className="grid gap-4 md:grid-cols-2">
          {!hasTiers(model) && (
            <Controller
              control={control}
              name="unit_amount_cents"
              rules={amountRule}
              render={({ field }) => (
                <MoneyField label={amountLabels[model]} error={errors.unit_amount_cents?.message} {...field} />
              )}
            />
          )}
          {model === 'package' && (
            <TextField
              label="Units in a package"
              inputMode="numeric"
              autoComplete="off"
              error={errors.package_size?.message}
              {...register('package_size', wholeNumber)}
            />
          )}
          {model !== 'flat' && open.length > 0 && (
            <Select label="Quantity" error={errors.meter_id?.message} {...register('meter_id')}>
              <option value="">Agreed, such as seats</option>
              {open.map(({ id, name, unit }) => (
                <option key={id} value={id}>
                  Counted: {name} ({unit})
                </option>
              ))}
            </Select>
          )}
        </div>
        {hasTiers(model) && <TiersEditor form={form} />}
        <div className="max-w-52">
          <TextField
            label="Sold from"
            type="date"
            error={errors.available_from_date?.message}
            {...register('available_from_date', required('Choose a day.'))}
          />
        </div>
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
            {replaced ? 'Replace price' : 'Add price'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const amountLabels = {
  flat: 'Price',
  per_seat: 'Price of one',
  package: 'Price of a package',
  tiered: 'Price',
  volume: 'Price',
}
