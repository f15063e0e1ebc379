import { useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import type { Organization, OrganizationChanges } from '#modules/organizations/schemas.ts'
import { today } from '#web/api/format.ts'
import { isStatus } from '#web/api/problem.ts'
import { changeOrganization } from '#web/organizations/api.ts'
import { organizationQuery } from '#web/organizations/queries.ts'
import { tidyUen } from '#web/organizations/uen.ts'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'

type Props = { organization: Organization; onSaved: (organization: Organization) => void; onClose: () => void }
type Fields = {
  state: 'registered' | 'not'
  gst_reg_no: string
  gst_registered_from: string
  gst_registered_to: string
}

/** A change of registration with the day from which it holds, which may lie ahead. */
export function GstDialog({ organization, onSaved, onClose }: Props) {
  const queryClient = useQueryClient()
  const wasRegistered = organization.is_gst_registered
  const form = useForm<Fields>({
    mode: 'onTouched',
    defaultValues: {
      state: 'registered',
      gst_reg_no: organization.gst_reg_no ?? organization.uen,
      gst_registered_from: organization.gst_registered_from ?? '',
      gst_registered_to: today(),
    },
  })
  const { errors, isSubmitting } = form.formState
  const isEnding = form.watch('state') === 'not'

  async function save(fields: Fields) {
    try {
      const saved = await changeOrganization(organization.id, organization.version, toChanges(fields))
      onSaved(saved)
      toast({
        title: 'GST registration changed',
        ...(saved.warnings.length > 0 && { description: saved.warnings.map(({ detail }) => detail).join(' ') }),
      })
      void queryClient.invalidateQueries({ queryKey: ['gst'] })
      onClose()
    } catch (error) {
      placeProblem(error, form)
      // The form stays; what somebody else saved is read, so that the next attempt builds on it.
      if (isStatus(error, 412)) await queryClient.invalidateQueries(organizationQuery(organization.id))
    }
  }

  return (
    <Dialog
      title={wasRegistered ? 'Change the GST registration' : 'Add a GST registration'}
      description="Documents that were issued keep what they say. New ones take what holds on their tax point."
      onClose={onClose}
    >
      <form
        noValidate
        className="grid gap-4"
        // A dialog over a form is inside it for React, though not on the page.
        onSubmit={(event) => {
          event.stopPropagation()
          void form.handleSubmit(save)(event)
        }}
      >
        <FormError>{errors.root?.message}</FormError>
        {wasRegistered && (
          <Select label="What changes" autoFocus {...form.register('state')}>
            <option value="registered">The number or its first day</option>
            <option value="not">The registration ends</option>
          </Select>
        )}
        {isEnding ? (
          <TextField
            label="Last day"
            type="date"
            hint="The last day on which you charge GST, from IRAS’s letter; it may lie ahead"
            error={errors.gst_registered_to?.message}
            {...form.register('gst_registered_to', required('Choose the last day of the registration.'))}
          />
        ) : (
          <>
            <TextField
              label="GST registration number"
              autoCapitalize="characters"
              spellCheck={false}
              hint="The UEN for most companies"
              error={errors.gst_reg_no?.message}
              {...form.register('gst_reg_no', required('Type the GST registration number.'))}
            />
            <TextField
              label={wasRegistered ? 'Change from' : 'Effective date'}
              type="date"
              hint={
                wasRegistered
                  ? 'A new number with a later day follows on the old one; otherwise what was entered is corrected'
                  : 'From IRAS’s letter; it may lie ahead'
              }
              error={errors.gst_registered_from?.message}
              {...form.register('gst_registered_from', required('Choose the day the registration takes effect.'))}
            />
          </>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
            {isEnding ? 'End the registration' : 'Save the registration'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function toChanges({ state, gst_reg_no, gst_registered_from, gst_registered_to }: Fields): OrganizationChanges {
  if (state === 'not') return { is_gst_registered: false, gst_registered_to }
  return { is_gst_registered: true, gst_reg_no: tidyUen(gst_reg_no), gst_registered_from }
}
