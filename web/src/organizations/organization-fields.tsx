import type { ReactNode } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { today } from '#web/api/format.ts'
import type { OrganizationForm } from '#web/organizations/organization-form.ts'
import { UenTaken } from '#web/organizations/uen-taken.tsx'
import { looksLikeUen, tidyUen, uenLooks } from '#web/organizations/uen.ts'
import { Switch } from '#web/ui/choice.tsx'
import { TextField } from '#web/ui/field.tsx'
import { emailRule, FormSection, required } from '#web/ui/form.tsx'

type Props = {
  form: UseFormReturn<OrganizationForm>
  disabled?: boolean
  /** Another organisation has the UEN that is typed. */
  isUenTaken?: boolean
  /** In the place of the fields for GST, where there is a history. */
  gst?: ReactNode
}

/** The fields of an organisation, the same for creating and for changing one. */
export function OrganizationFields({ form, disabled = false, isUenTaken = false, gst }: Props) {
  const { register, setValue, getValues, formState } = form
  const { errors } = formState

  /** For most the GST number is the UEN: offered, not forced. */
  function offerUen() {
    if (getValues('is_gst_registered') && !getValues('gst_reg_no'))
      setValue('gst_reg_no', tidyUen(getValues('uen')), { shouldDirty: true })
  }

  return (
    <fieldset disabled={disabled} className="contents">
      <FormSection title="Company" hint="As registered with ACRA; printed on every invoice.">
        <TextField
          label="Registered name"
          autoComplete="organization"
          placeholder="Kopi Kaki Pte. Ltd."
          error={errors.name?.message}
          {...register('name', {
            ...required('Type the registered name.'),
            maxLength: { value: 200, message: 'Use 200 characters or fewer.' },
          })}
        />
        <TextField
          label="UEN"
          placeholder="202499905Z"
          autoCapitalize="characters"
          spellCheck={false}
          hint="Unique Entity Number, 9 or 10 characters. Customers pay to it by PayNow."
          error={errors.uen?.message}
          {...register('uen', {
            validate: (value) => looksLikeUen(value) || uenLooks,
            onBlur: offerUen,
          })}
        />
        {isUenTaken && <UenTaken uen={tidyUen(getValues('uen'))} />}
      </FormSection>

      {gst ?? <GstFields form={form} offerUen={offerUen} />}

      <FormSection title="Billing" hint="Where customers find you; printed on every invoice.">
        <TextField
          label="Billing e-mail"
          type="email"
          autoComplete="email"
          placeholder="accounts@company.sg"
          error={errors.billing_email?.message}
          {...register('billing_email', { ...required('Type the e-mail address for invoices.'), ...emailRule })}
        />
        <TextField
          label="Address"
          autoComplete="address-line1"
          placeholder="71 Ayer Rajah Crescent"
          error={errors.address?.line1?.message}
          {...register('address.line1', required('Type the street and number.'))}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Unit or building"
            optional
            autoComplete="address-line2"
            placeholder="#05-12"
            {...register('address.line2')}
          />
          <TextField
            label="Postal code"
            autoComplete="postal-code"
            inputMode="numeric"
            placeholder="139951"
            hint="Singapore, 6 digits"
            error={errors.address?.postal_code?.message}
            {...register('address.postal_code', {
              validate: (value) => /^\d{6}$/.test(value.trim()) || 'A Singapore postal code has 6 digits.',
            })}
          />
        </div>
      </FormSection>
    </fieldset>
  )
}

function GstFields({ form, offerUen }: { form: UseFormReturn<OrganizationForm>; offerUen: () => void }) {
  const { register, watch, formState } = form
  const { errors } = formState
  const registered = watch('is_gst_registered')
  return (
    <FormSection title="GST" hint="Decides whether you issue tax invoices or plain invoices.">
      <Switch
        label="Registered for GST"
        hint={
          registered
            ? 'Your documents are tax invoices and show GST.'
            : 'Your documents are plain invoices without GST.'
        }
        {...register('is_gst_registered', { onChange: offerUen })}
      />
      {registered && (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="GST registration number"
            autoCapitalize="characters"
            spellCheck={false}
            hint="The UEN for most companies"
            error={errors.gst_reg_no?.message}
            {...register('gst_reg_no', required('Type the GST registration number.'))}
          />
          <TextField
            label="Effective date"
            type="date"
            max={today()}
            hint="From IRAS’s letter"
            error={errors.gst_registered_from?.message}
            {...register('gst_registered_from', required('Choose the day the registration took effect.'))}
          />
        </div>
      )}
    </FormSection>
  )
}
