import { useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import type { Meter } from '#modules/usage/schemas.ts'
import { changedFields } from '#web/api/changed-fields.ts'
import { Button } from '#web/ui/button.tsx'
import { ChoiceCards } from '#web/ui/choice-cards.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'
import { aggregationWords } from '#web/usage/aggregation-words.ts'
import { changeMeter, createMeter } from '#web/usage/api.ts'

type Fields = { name: string; code: string; unit: string; aggregation: Meter['aggregation'] }
const blank: Fields = { name: '', code: '', unit: '', aggregation: 'sum' }
const aggregations = ['sum', 'max', 'unique', 'last'] as const

/** Makes a meter, or changes one; events name it by its code, so that stays. */
export function MeterDialog({ meter, onClose }: { meter?: Meter; onClose: () => void }) {
  const queryClient = useQueryClient()
  const form = useForm<Fields>({ mode: 'onTouched', defaultValues: meter ? toFields(meter) : blank })
  const { register, setValue, watch, formState } = form
  const { errors, isSubmitting, dirtyFields } = formState

  async function save(fields: Fields) {
    try {
      const { name } = await send({ ...fields, name: fields.name.trim(), unit: fields.unit.trim() })
      void queryClient.invalidateQueries({ queryKey: ['meters'] })
      void queryClient.invalidateQueries({ queryKey: ['usage'] })
      toast({ title: meter ? `${name} saved` : `${name} added` })
      onClose()
    } catch (error) {
      placeProblem(error, form, { 'usage.meter_code_taken': 'code', 'usage.aggregation_fixed': 'aggregation' })
    }
  }

  async function send(fields: Fields): Promise<Meter> {
    if (!meter) return createMeter(fields)
    const changes = changedFields(toFields(meter), fields)
    return Object.keys(changes).length > 0 ? changeMeter(meter.id, meter.version, changes) : meter
  }

  const name = register('name', required('Type a name.'))
  return (
    <Dialog title={meter ? `Edit ${meter.name}` : 'New meter'} onClose={onClose}>
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit(save)(event)}>
        <FormError>{errors.root?.message ?? errors.aggregation?.message}</FormError>
        <TextField
          label="Name"
          hint="For people, and on invoices"
          maxLength={100}
          autoComplete="off"
          error={errors.name?.message}
          {...name}
          onChange={(event) => {
            void name.onChange(event)
            if (!meter && !dirtyFields.code) setValue('code', codeFrom(event.target.value))
          }}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Code"
            hint={meter ? 'Events name it by this, so it stays' : 'Events name it by this'}
            maxLength={64}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            readOnly={meter !== undefined}
            error={errors.code?.message}
            {...register('code', {
              pattern: { value: /^[a-z0-9]+(-[a-z0-9]+)*$/, message: 'Use small letters, digits and hyphens.' },
              required: 'Type a code such as api-calls.',
            })}
          />
          <TextField
            label="Unit"
            hint="Of one, such as call or GB"
            maxLength={30}
            autoComplete="off"
            error={errors.unit?.message}
            {...register('unit', required('Type what one of it is called.'))}
          />
        </div>
        <ChoiceCards
          legend="Events of a period are"
          value={watch('aggregation')}
          onChange={(value) => setValue('aggregation', value, { shouldDirty: true })}
          options={aggregations.map((value) => ({
            value,
            label: aggregationWords[value][0],
            hint: aggregationWords[value][1],
          }))}
        />
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel={meter ? 'Saving…' : 'Adding…'}>
            {meter ? 'Save meter' : 'Add meter'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const toFields = ({ name, code, unit, aggregation }: Meter): Fields => ({ name, code, unit, aggregation })

const codeFrom = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 64)
