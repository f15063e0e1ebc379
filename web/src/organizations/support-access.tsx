import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { SupportState } from '#modules/operator/schemas.ts'
import { get, post } from '#web/api/client.ts'
import { formatDateTime } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { Button } from '#web/ui/button.tsx'
import { Checkbox, Select } from '#web/ui/choice.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, FormSection, placeProblem, required } from '#web/ui/form.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

const supportQuery = (id: string) =>
  queryOptions({
    queryKey: ['support', id],
    queryFn: ({ signal }) => get<SupportState>(`/organizations/${id}/support-access`, { signal }),
  })

/** Whether the operator may come in to help, for how long, and when they were here. */
export function SupportAccess({ id }: { id: string }) {
  const canRead = useCan('support.read')
  const [canGrant, canRevoke] = [useCan('support.grant'), useCan('support.revoke')]
  const queryClient = useQueryClient()
  const { data } = useQuery({ ...supportQuery(id), enabled: canRead })
  const [granting, setGranting] = useState(false)
  const keep = (state: SupportState) => queryClient.setQueryData(supportQuery(id).queryKey, state)
  if (!canRead || !data) return null
  const { access, impersonations } = data

  async function revoke() {
    try {
      keep(await post<SupportState>(`/organizations/${id}/support-access/revoke`))
      toast({ title: 'The operator is no longer let in' })
    } catch (error) {
      toastError('The access stays open', error)
    }
  }

  return (
    <FormSection
      title="Support access"
      hint="The operator of this installation sees nothing of you unless you let them."
    >
      <p className="text-sm">
        {access
          ? `${access.granted_by_name} lets the operator in until ${formatDateTime(access.ends_at)}, ${access.is_write_allowed ? 'to look and to change things' : 'to look only'}: “${access.reason}”`
          : 'The operator is not let in.'}
      </p>
      <div>
        {access && canRevoke && <Button onClick={() => void revoke()}>End the access</Button>}
        {!access && canGrant && <Button onClick={() => setGranting(true)}>Let the operator in…</Button>}
      </div>
      {impersonations.length > 0 && (
        <ul aria-label="When the operator was here" className="grid gap-1 text-sm text-ink-2">
          {impersonations.map((each) => (
            <li key={each.id}>
              {formatDateTime(each.started_at)}: {each.operator_name} for {each.user_name}, “{each.reason}”
            </li>
          ))}
        </ul>
      )}
      {granting && <GrantDialog id={id} onGranted={keep} onClose={() => setGranting(false)} />}
    </FormSection>
  )
}

type GrantProps = { id: string; onGranted: (state: SupportState) => void; onClose: () => void }
type Fields = { hours: string; reason: string; is_write_allowed: boolean }

function GrantDialog({ id, onGranted, onClose }: GrantProps) {
  const form = useForm<Fields>({
    mode: 'onTouched',
    defaultValues: { hours: '24', reason: '', is_write_allowed: false },
  })
  const { errors, isSubmitting } = form.formState

  async function grant({ hours, reason, is_write_allowed }: Fields) {
    try {
      const input = { hours: Number(hours), reason: reason.trim(), is_write_allowed }
      onGranted(await post<SupportState>(`/organizations/${id}/support-access`, input))
      toast({ title: 'The operator may come in' })
      onClose()
    } catch (error) {
      placeProblem(error, form)
    }
  }

  return (
    <Dialog
      title="Let the operator in"
      description="They see what you see, under a banner. Their name and yours stand in the audit trail, and you can end it at any time."
      onClose={onClose}
    >
      <form noValidate onSubmit={(event) => void form.handleSubmit(grant)(event)} className="grid gap-4">
        <FormError>{errors.root?.message}</FormError>
        <TextField
          label="What they shall help with"
          maxLength={500}
          autoFocus
          error={errors.reason?.message}
          {...form.register('reason', required('Say what the operator shall look at.'))}
        />
        <Select label="For" {...form.register('hours')}>
          <option value="1">1 hour</option>
          <option value="24">24 hours</option>
          <option value="72">3 days</option>
          <option value="168">7 days</option>
        </Select>
        <Checkbox
          label="They may change things, too"
          hint="Customers, invoices and payments; never the team, the settings or keys"
          {...form.register('is_write_allowed')}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Letting them in…">
            Let the operator in
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
