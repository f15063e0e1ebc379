import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { MemberChanges, MemberRole } from '#modules/organizations/schemas.ts'
import { useOrganization } from '#web/app/session.ts'
import { createInvitation } from '#web/organizations/api.ts'
import { largerPlanAfter } from '#web/organizations/larger-plan.tsx'
import { RolePicker } from '#web/organizations/role-picker.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { emailRule, FormError, placeProblem, required } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'

export function InviteDialog({ roles, onClose }: { roles: MemberRole[]; onClose: () => void }) {
  const { id, name } = useOrganization()
  const queryClient = useQueryClient()
  const [choice, setChoice] = useState<MemberChanges>({ role: roles.includes('member') ? 'member' : roles[0]! })
  const [wayOut, setWayOut] = useState<ReactNode>()
  const form = useForm({ mode: 'onTouched', defaultValues: { email: '' } })
  const { errors, isSubmitting } = form.formState

  async function invite({ email }: { email: string }) {
    try {
      await createInvitation(id, { email: email.trim(), ...choice })
      toast({ title: `${email.trim()} was invited`, description: 'The link in the mail works for seven days.' })
      await Promise.all(
        ['invitations', 'members', 'roles'].map((noun) => queryClient.invalidateQueries({ queryKey: [noun] })),
      )
      onClose()
    } catch (error) {
      placeProblem(error, form, { 'organizations.already_member': 'email' })
      setWayOut(largerPlanAfter(error))
    }
  }

  return (
    <Dialog
      title={`Invite someone to ${name}`}
      description="They get a mail with a link. Only who logs in with that address can use it."
      onClose={onClose}
    >
      <form noValidate onSubmit={(event) => void form.handleSubmit(invite)(event)} className="grid gap-4">
        {errors.root && (
          <FormError>
            {errors.root.message} {wayOut}
          </FormError>
        )}
        <TextField
          label="E-mail"
          type="email"
          inputMode="email"
          autoComplete="off"
          autoFocus
          error={errors.email?.message}
          {...form.register('email', { ...required('Type the e-mail address of the person.'), ...emailRule })}
        />
        <RolePicker roles={roles} value={choice} onChange={setChoice} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Sending…">
            Send invitation
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
