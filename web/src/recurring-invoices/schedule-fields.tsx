import { Controller, useFormContext } from 'react-hook-form'
import { isCount, type RecurringForm } from '#web/recurring-invoices/recurring-form.ts'
import { ChoiceCards } from '#web/ui/choice-cards.tsx'
import { Select } from '#web/ui/choice.tsx'
import { TextField } from '#web/ui/field.tsx'

/** How often, from when, until when, and what is made. */
export function ScheduleFields({ isNew, hasNext }: { isNew: boolean; hasNext: boolean }) {
  const { register, control, watch, formState } = useFormContext<RecurringForm>()
  const { errors } = formState
  const count = watch('interval_count').trim()
  const plural = count === '1' ? '' : 's'
  const ends = watch('ends')
  return (
    <div className="grid gap-4 pb-6 md:grid-cols-2">
      <div className="grid grid-cols-[5rem_minmax(0,1fr)] gap-2">
        <TextField
          label="Every"
          inputMode="numeric"
          autoComplete="off"
          className="text-right tabular-nums"
          error={errors.interval_count?.message}
          {...register('interval_count', {
            validate: (text) => (isCount(text) && Number(text) < 100) || '1 to 99',
          })}
        />
        <Select label="Interval" error={errors.billing_interval?.message} {...register('billing_interval')}>
          {['week', 'month', 'quarter', 'year'].map((interval) => (
            <option key={interval} value={interval}>
              {interval + plural}
            </option>
          ))}
        </Select>
      </div>
      <TextField
        label={isNew ? 'First on' : 'Next on'}
        type="date"
        optional={!isNew && !hasNext}
        hint={
          isNew
            ? 'The dates after it are counted from this day. Today: the first is made at once'
            : 'Another day begins a new count'
        }
        error={errors.first_date?.message}
        {...register('first_date', { validate: (day) => day !== '' || (!isNew && !hasNext) || 'Choose the day.' })}
      />
      <Select label="Ends" {...register('ends')}>
        <option value="never">Not by itself</option>
        <option value="count">After a number of times</option>
        <option value="date">After a day</option>
      </Select>
      {ends === 'count' && (
        <TextField
          label="Times"
          inputMode="numeric"
          autoComplete="off"
          hint="Counted are those that were made"
          error={errors.end_after_count?.message}
          {...register('end_after_count', { validate: (text) => isCount(text) || 'Type a whole number from 1.' })}
        />
      )}
      {ends === 'date' && (
        <TextField
          label="Last day"
          type="date"
          error={errors.end_date?.message}
          {...register('end_date', { validate: (day) => day !== '' || 'Choose the day.' })}
        />
      )}
      <div className="md:col-span-2">
        <Controller
          control={control}
          name="when_due"
          render={({ field }) => (
            <ChoiceCards
              legend="When its day comes"
              value={field.value}
              onChange={field.onChange}
              options={[
                { value: 'issue', label: 'Issue the invoice', hint: 'Numbered and final, without anybody looking' },
                { value: 'draft', label: 'Leave a draft', hint: 'For somebody to look at and issue' },
              ]}
            />
          )}
        />
      </div>
    </div>
  )
}
