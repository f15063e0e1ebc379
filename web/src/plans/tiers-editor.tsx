import { Plus, X } from 'lucide-react'
import { Controller, useFieldArray, type UseFormReturn } from 'react-hook-form'
import { blankTier, type PriceFields } from '#web/plans/price-fields.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { MoneyField } from '#web/ui/money-field.tsx'

export const amountRule = {
  validate: (cents: number | null) => (cents !== null && !Number.isNaN(cents)) || 'Type an amount such as 1,234.50.',
}

/** From the first unit on; the last tier has no end, so that every quantity has its rate. */
export function TiersEditor({ form }: { form: UseFormReturn<PriceFields> }) {
  const { fields, insert, remove } = useFieldArray({ control: form.control, name: 'tiers' })
  const errors = form.formState.errors.tiers
  const last = fields.length - 1
  return (
    <fieldset className="grid gap-3">
      <legend className="pb-1 text-sm font-medium">Tiers</legend>
      {fields.map((field, index) => (
        <div
          key={field.id}
          role="group"
          aria-label={`Tier ${index + 1}`}
          className="grid grid-cols-2 items-start gap-2 border-b border-line pb-3 last-of-type:border-0 md:grid-cols-[1fr_1fr_1fr_2rem] md:border-0 md:pb-0"
        >
          {index === last ? (
            <p className="self-center pt-5 text-sm text-ink-2">and more</p>
          ) : (
            <TextField
              label="Up to"
              inputMode="numeric"
              autoComplete="off"
              error={errors?.[index]?.up_to?.message}
              {...form.register(`tiers.${index}.up_to`, {
                validate: (text, { tiers }) =>
                  (/^\s*[1-9]\d{0,8}\s*$/.test(text) && Number(text) > Number(tiers[index - 1]?.up_to ?? 0)) ||
                  'Type more than the tier before.',
              })}
            />
          )}
          <Controller
            control={form.control}
            name={`tiers.${index}.unit_amount_cents`}
            rules={amountRule}
            render={({ field: money }) => (
              <MoneyField label="Each unit" error={errors?.[index]?.unit_amount_cents?.message} {...money} />
            )}
          />
          <Controller
            control={form.control}
            name={`tiers.${index}.flat_amount_cents`}
            rules={{ validate: (cents) => !Number.isNaN(cents ?? 0) || 'Type an amount such as 1,234.50.' }}
            render={({ field: money }) => (
              <MoneyField label="Once" optional error={errors?.[index]?.flat_amount_cents?.message} {...money} />
            )}
          />
          {index < last && (
            <IconButton label={`Remove tier ${index + 1}`} className="self-end" onClick={() => remove(index)}>
              <X aria-hidden />
            </IconButton>
          )}
        </div>
      ))}
      <div>
        <Button size="sm" onClick={() => insert(last, blankTier)}>
          <Plus aria-hidden />
          Add a tier
        </Button>
      </div>
    </fieldset>
  )
}
