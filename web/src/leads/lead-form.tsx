import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { Controller, type UseFormReturn } from 'react-hook-form'
import type { LeadField } from '#modules/leads/stage-schemas.ts'
import type { LeadFields } from '#web/leads/lead-fields.ts'
import { facetsQuery } from '#web/leads/queries.ts'
import { looksLikeUen, uenLooks } from '#web/organizations/uen.ts'
import { Select } from '#web/ui/choice.tsx'
import { TextArea, TextField } from '#web/ui/field.tsx'
import { emailRule } from '#web/ui/form.tsx'
import { MoneyField } from '#web/ui/money-field.tsx'

type Form = { form: UseFormReturn<LeadFields> }

export function WhoFields({ form: { register, formState } }: Form) {
  const { errors } = formState
  return (
    <>
      <TextField
        label="Name"
        hint="Of the person; the company’s where nobody is known"
        autoComplete="off"
        error={errors.name?.message}
        {...register('name', {
          validate: (name) => name.trim() !== '' || 'Type a name.',
          maxLength: { value: 200, message: 'Use 200 characters or fewer.' },
        })}
      />
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          label="Company"
          optional
          autoComplete="off"
          error={errors.company?.message}
          {...register('company')}
        />
        <TextField
          label="Job title"
          optional
          autoComplete="off"
          error={errors.job_title?.message}
          {...register('job_title')}
        />
        <TextField
          label="E-mail"
          optional
          type="email"
          autoComplete="off"
          error={errors.email?.message}
          {...register('email', emailRule)}
        />
        <TextField
          label="Phone"
          optional
          type="tel"
          autoComplete="off"
          hint="9123 4567, or with + and the country code"
          error={errors.phone?.message}
          {...register('phone')}
        />
      </div>
    </>
  )
}

export function UenField({ form: { register, formState } }: Form) {
  return (
    <TextField
      label="UEN"
      optional
      hint="Of their company, such as 202499905Z"
      autoCapitalize="characters"
      spellCheck={false}
      error={formState.errors.uen?.message}
      {...register('uen', { validate: (text) => text.trim() === '' || looksLikeUen(text) || uenLooks })}
    />
  )
}

export function DealFields({ form }: Form) {
  const { register, control, formState } = form
  const { errors } = formState
  const list = useId()
  const facets = useQuery(facetsQuery)
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          label="Source"
          optional
          list={list}
          maxLength={60}
          autoComplete="off"
          placeholder="Added by hand"
          error={errors.source?.message}
          {...register('source')}
        />
        <datalist id={list}>
          {facets.data?.sources.map((source) => (
            <option key={source} value={source} />
          ))}
        </datalist>
        <Controller
          control={control}
          name="estimated_value_cents"
          rules={{ validate: (cents) => !Number.isNaN(cents) || 'Type an amount such as 1,234.50.' }}
          render={({ field, fieldState }) => (
            <MoneyField
              label="Worth"
              optional
              value={field.value}
              onChange={field.onChange}
              onBlur={field.onBlur}
              error={fieldState.error?.message}
            />
          )}
        />
      </div>
      <TextField
        label="Tags"
        optional
        hint="Separated by commas"
        autoComplete="off"
        error={errors.tags?.message}
        {...register('tags')}
      />
    </>
  )
}

export function NotesField({ form: { register, formState } }: Form) {
  return (
    <TextArea
      label="Notes"
      optional
      hint="For your team; an NRIC or FIN in it is masked when you save"
      error={formState.errors.notes?.message}
      {...register('notes', { maxLength: { value: 10_000, message: 'Use 10,000 characters or fewer.' } })}
    />
  )
}

/** The fields that the organisation added. */
export function OwnFields({ form: { register, formState }, own }: Form & { own: LeadField[] }) {
  const errors = formState.errors.custom_fields
  return own.map(({ key, label, kind, choices }) => {
    const props = { label, optional: true, error: errors?.[key]?.message, ...register(`custom_fields.${key}`) }
    if (kind === 'choice' || kind === 'yes_no')
      return (
        <Select key={key} {...props}>
          <option value="">–</option>
          {kind === 'choice' ? (
            choices.map((choice) => <option key={choice}>{choice}</option>)
          ) : (
            <>
              <option value="yes">Yes</option>
              <option value="no">No</option>
            </>
          )}
        </Select>
      )
    return (
      <TextField
        key={key}
        {...props}
        autoComplete="off"
        {...(kind === 'date' && { type: 'date' })}
        {...(kind === 'number' && { inputMode: 'decimal' })}
      />
    )
  })
}
