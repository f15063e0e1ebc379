import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { SavedLead } from '#modules/leads/schemas.ts'
import { newIdempotencyKey } from '#web/api/client.ts'
import { createLead } from '#web/leads/api.ts'
import { blankLead, type LeadFields, toInput } from '#web/leads/lead-fields.ts'
import { DealFields, NotesField, OwnFields, WhoFields } from '#web/leads/lead-form.tsx'
import { PossibleDuplicates } from '#web/leads/possible-duplicates.tsx'
import { fieldsQuery, leadQuery } from '#web/leads/queries.ts'
import { useTeam } from '#web/leads/use-team.ts'
import { Doubts } from '#web/organizations/doubts.tsx'
import { largerPlanAfter } from '#web/organizations/larger-plan.tsx'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { FormError, placeProblem } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'

/** Whom the assignment rules name, unless somebody is chosen. */
const byRules = 'rules'

export function NewLeadDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate({ from: '/app/$slug' })
  const own = useQuery(fieldsQuery).data?.data ?? []
  const { people } = useTeam()
  const [owner, setOwner] = useState(byRules)
  const [key] = useState(newIdempotencyKey)
  const [wayOut, setWayOut] = useState<ReactNode>()
  const [saved, setSaved] = useState<SavedLead>()
  const form = useForm<LeadFields>({ mode: 'onTouched', defaultValues: blankLead })
  const { errors, isSubmitting } = form.formState
  const open = ({ id }: SavedLead) => void navigate({ to: '/app/$slug/leads/$', params: { _splat: id } })

  async function save(fields: LeadFields) {
    try {
      const lead = await createLead(
        { ...toInput(fields, own), ...(owner !== byRules && { owner_user_id: owner || null }) },
        key,
      )
      const { warnings, ...kept } = lead
      queryClient.setQueryData(leadQuery(lead.id).queryKey, kept)
      void queryClient.invalidateQueries({ queryKey: ['leads'] })
      if (warnings.length > 0) return setSaved(lead)
      onClose()
      toast({ title: `${lead.name} added`, action: { label: 'Open', onClick: () => open(lead) } })
    } catch (error) {
      placeProblem(error, form)
      setWayOut(largerPlanAfter(error))
    }
  }

  if (saved)
    return (
      <Dialog title={`${saved.name} added`} onClose={onClose}>
        <Doubts doubts={saved.warnings} />
        <div className="flex justify-end gap-2 pt-4">
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" onClick={() => open(saved)}>
            Open lead
          </Button>
        </div>
      </Dialog>
    )
  return (
    <Dialog title="New lead" onClose={onClose} wide>
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit(save)(event)}>
        {errors.root && (
          <FormError>
            {errors.root.message} {wayOut}
          </FormError>
        )}
        <WhoFields form={form} />
        <PossibleDuplicates typed={typedOf(form.watch())} />
        <DealFields form={form} />
        <Select label="Owner" value={owner} onChange={({ target }) => setOwner(target.value)}>
          <option value={byRules}>By the assignment rules</option>
          <option value="">Nobody</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <OwnFields form={form} own={own} />
        <NotesField form={form} />
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Adding…">
            Add lead
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** What of the form says who they are, where something is there. */
function typedOf({ name, email, phone, company }: LeadFields) {
  const typed = Object.entries({ name, email, phone, company }).filter(([, value]) => value.trim() !== '')
  return Object.fromEntries(typed)
}
