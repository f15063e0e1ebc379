import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Controller, type UseFormReturn } from 'react-hook-form'
import { countries } from '#web/customers/countries.ts'
import { type CustomerFields, kinds, toE164 } from '#web/customers/customer-fields.ts'
import { looksLikeUen, uenLooks } from '#web/organizations/uen.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { TextArea, TextField } from '#web/ui/field.tsx'
import { emailRule, FormError, FormSection } from '#web/ui/form.tsx'

type Form = { form: UseFormReturn<CustomerFields> }
type Props = Form & {
  onSave: (fields: CustomerFields) => Promise<void>
  action: string
  busyLabel: string
  cancel: LinkProps
  children?: ReactNode
}

/** Every field of a customer, and the bar that saves or gives up. */
export function CustomerForm({ form, onSave, action, busyLabel, cancel, children }: Props) {
  const { errors, isSubmitting } = form.formState
  return (
    <form
      noValidate
      onSubmit={(event) => void form.handleSubmit((fields) => onSave(fields))(event)}
      className="max-w-3xl"
    >
      {children}
      <FormError>{errors.root?.message}</FormError>
      <div className="pt-2">
        <FormSection title="Who they are" hint="The name and numbers printed on their invoices.">
          <WhoFields form={form} />
        </FormSection>
        <FormSection title="How to reach them" hint="E-mail, phone, and the address for InvoiceNow.">
          <ContactFields form={form} />
        </FormSection>
        <FormSection title="Address" hint="A tax invoice must show it.">
          <AddressFields form={form} />
        </FormSection>
        <FormSection title="Terms" hint="A new invoice is due this many days after it is issued.">
          <TermsFields form={form} />
        </FormSection>
      </div>
      <div className="sticky bottom-0 flex gap-2 border-t border-line bg-canvas py-3 max-md:bottom-14 md:pl-[16rem]">
        <Button type="submit" variant="primary" busy={isSubmitting} busyLabel={busyLabel}>
          {action}
        </Button>
        <Link {...cancel} className={buttonClass('ghost')}>
          Cancel
        </Link>
      </div>
    </form>
  )
}

export function WhoFields({ form }: Form) {
  const { register, watch, control, formState } = form
  const { errors } = formState
  const isBusiness = watch('kind') === 'business'
  return (
    <>
      <Controller
        control={control}
        name="kind"
        render={({ field }) => (
          <fieldset>
            <legend className="text-sm font-medium">Kind</legend>
            <div className="mt-1 inline-flex rounded-lg border border-line-strong/50 bg-sunken p-0.5">
              {kinds.map(([value, label]) => (
                <label
                  key={value}
                  className="flex h-8 cursor-pointer items-center rounded-md px-3 text-sm text-ink-2 has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-focus pointer-coarse:h-11"
                >
                  <input
                    type="radio"
                    className="sr-only"
                    name={field.name}
                    checked={field.value === value}
                    onChange={() => field.onChange(value)}
                    onBlur={field.onBlur}
                  />
                  {label}
                </label>
              ))}
            </div>
          </fieldset>
        )}
      />
      <TextField
        label="Name"
        hint={isBusiness ? 'The registered name, such as Kopi Kaki Pte. Ltd.' : undefined}
        autoComplete={isBusiness ? 'organization' : 'name'}
        error={errors.name?.message}
        {...register('name', {
          validate: (name) => name.trim() !== '' || 'Type a name.',
          maxLength: { value: 200, message: 'Use 200 characters or fewer.' },
        })}
      />
      {isBusiness && (
        <div className="grid gap-4 md:grid-cols-2">
          <TextField
            label="UEN"
            optional
            hint="From BizFile, such as 202499905Z"
            autoCapitalize="characters"
            spellCheck={false}
            error={errors.uen?.message}
            {...register('uen', { validate: (text) => text.trim() === '' || looksLikeUen(text) || uenLooks })}
          />
          <TextField
            label="GST registration number"
            optional
            hint="If they are registered; often the UEN"
            autoCapitalize="characters"
            spellCheck={false}
            error={errors.gst_reg_no?.message}
            {...register('gst_reg_no')}
          />
        </div>
      )}
    </>
  )
}

export function EmailField({ form: { register, formState } }: Form) {
  return (
    <TextField
      label="E-mail"
      optional
      type="email"
      autoComplete="email"
      error={formState.errors.email?.message}
      {...register('email', emailRule)}
    />
  )
}

function ContactFields({ form }: Form) {
  const { register, formState } = form
  const { errors } = formState
  return (
    <>
      <EmailField form={form} />
      <TextField
        label="Phone"
        optional
        type="tel"
        autoComplete="tel"
        hint="With country code; eight digits are taken as Singapore (+65)"
        error={errors.phone?.message}
        {...register('phone', {
          validate: (phone) =>
            phone.trim() === '' || toE164(phone) !== undefined || 'Type it with + and the country code.',
        })}
      />
      <TextField
        label="Peppol ID"
        optional
        hint="For InvoiceNow, such as 0195:SGUEN202499905Z"
        spellCheck={false}
        error={errors.peppol_id?.message}
        {...register('peppol_id', {
          pattern: { value: /^\s*\d{4}:[A-Za-z0-9]{1,50}\s*$/, message: 'Four digits, a colon, then the identifier.' },
        })}
      />
    </>
  )
}

export function AddressFields({ form: { register, formState, watch, getValues } }: Form) {
  const errors = formState.errors.address
  const isSingapore = watch('address.country') === 'SG'
  const needsRest = () =>
    [getValues('address.line1'), getValues('address.postal_code')].some((text) => text.trim() !== '')
  return (
    <>
      <TextField
        label="Address line 1"
        optional
        placeholder="71 Ayer Rajah Crescent"
        autoComplete="address-line1"
        error={errors?.line1?.message}
        {...register('address.line1', {
          validate: (text) => text.trim() !== '' || !needsRest() || 'Type the street and number too.',
        })}
      />
      <TextField
        label="Address line 2"
        optional
        placeholder="#05-12"
        autoComplete="address-line2"
        error={errors?.line2?.message}
        {...register('address.line2')}
      />
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label="Postal code"
          optional
          inputMode={isSingapore ? 'numeric' : 'text'}
          autoComplete="postal-code"
          error={errors?.postal_code?.message}
          {...register('address.postal_code', {
            validate: (text, { address }) => {
              if (text.trim() === '') return !needsRest() || 'Type the postal code too.'
              return address.country !== 'SG' || /^\s*\d{6}\s*$/.test(text) || 'Singapore postal codes have 6 digits.'
            },
          })}
        />
        <Select
          label="Country"
          autoComplete="country"
          error={errors?.country?.message}
          {...register('address.country')}
        >
          {countries.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </div>
    </>
  )
}

function TermsFields({ form: { register, formState } }: Form) {
  const { errors } = formState
  return (
    <>
      <div className="max-w-40">
        <TextField
          label="Payment terms"
          inputMode="numeric"
          suffix={<span className="px-2 text-sm text-ink-3">days</span>}
          error={errors.payment_terms_days?.message}
          {...register('payment_terms_days', {
            validate: (text) => (/^\d{1,3}$/.test(text.trim()) && Number(text) <= 365) || 'Type 0 to 365 days.',
          })}
        />
      </div>
      <TextArea
        label="Notes"
        optional
        hint="For your team; not printed"
        error={errors.notes?.message}
        {...register('notes', { maxLength: { value: 2000, message: 'Use 2,000 characters or fewer.' } })}
      />
    </>
  )
}
