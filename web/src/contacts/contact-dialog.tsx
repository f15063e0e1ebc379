import { useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import type { Contact } from '#modules/contacts/schemas.ts'
import { isStatus } from '#web/api/problem.ts'
import { changeContact, contactsQuery, createContact } from '#web/contacts/queries.ts'
import { toE164 } from '#web/customers/customer-fields.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextArea, TextField } from '#web/ui/field.tsx'
import { emailRule, FormError, placeProblem, required } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'

type Fields = Record<'name' | 'email' | 'phone' | 'job_title' | 'notes', string>
type Props = { customerId: string; contact: Contact | undefined; onClose: () => void }

const given = (text: string) => text.trim() || null

/** Adds a person at a customer, or changes one. */
export function ContactDialog({ customerId, contact, onClose }: Props) {
  const queryClient = useQueryClient()
  const form = useForm<Fields>({
    mode: 'onTouched',
    defaultValues: {
      name: contact?.name ?? '',
      email: contact?.email ?? '',
      phone: contact?.phone ?? '',
      job_title: contact?.job_title ?? '',
      notes: contact?.notes ?? '',
    },
  })
  const { register, formState } = form
  const { errors, isSubmitting } = formState
  const { queryKey } = contactsQuery(customerId)

  async function save(fields: Fields) {
    const input = {
      name: fields.name.trim(),
      email: given(fields.email),
      phone: toE164(fields.phone) ?? null,
      job_title: given(fields.job_title),
      notes: given(fields.notes),
    }
    try {
      await (contact ? changeContact(contact.id, contact.version, input) : createContact(customerId, input))
      toast({ title: contact ? `${input.name} saved` : `${input.name} added` })
      onClose()
    } catch (error) {
      if (isStatus(error, 412))
        form.setError('root', {
          message: 'Somebody else changed this contact meanwhile. Close this, look at it again, then change it.',
        })
      else placeProblem(error, form)
    }
    void queryClient.invalidateQueries({ queryKey })
  }

  return (
    <Dialog title={contact ? `Edit ${contact.name}` : 'Add contact'} onClose={onClose}>
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit(save)(event)}>
        <FormError>{errors.root?.message}</FormError>
        <TextField
          label="Name"
          autoFocus
          autoComplete="off"
          error={errors.name?.message}
          {...register('name', {
            ...required('Type a name.'),
            maxLength: { value: 200, message: 'Use 200 characters or fewer.' },
          })}
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
          hint="Eight digits are taken as Singapore (+65)"
          error={errors.phone?.message}
          {...register('phone', {
            validate: (phone) =>
              phone.trim() === '' || toE164(phone) !== undefined || 'Type it with + and the country code.',
          })}
        />
        <TextArea
          label="Notes"
          optional
          error={errors.notes?.message}
          {...register('notes', { maxLength: { value: 2000, message: 'Use 2,000 characters or fewer.' } })}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
            {contact ? 'Save contact' : 'Add contact'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
