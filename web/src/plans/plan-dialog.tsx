import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Plan } from '#modules/plans/schemas.ts'
import { changedFields } from '#web/api/changed-fields.ts'
import { get } from '#web/api/client.ts'
import { isStatus } from '#web/api/problem.ts'
import { changePlan, createPlan } from '#web/plans/api.ts'
import { blankPlan, type PlanFields, toFields, toInput } from '#web/plans/plan-fields.ts'
import { PlanForm } from '#web/plans/plan-form.tsx'
import { planQuery } from '#web/plans/queries.ts'
import { ConflictNotice } from '#web/ui/conflict.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { placeProblem } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'

type Props = { plan?: Plan; onSaved?: (plan: Plan) => void; onClose: () => void }

/** Makes a plan, or changes one; of that only what differs is sent. */
export function PlanDialog({ plan, onSaved, onClose }: Props) {
  const queryClient = useQueryClient()
  const [base, setBase] = useState(plan)
  const [hasConflict, setConflict] = useState(false)
  const form = useForm<PlanFields>({ mode: 'onTouched', defaultValues: base ? toFields(base) : blankPlan })
  const fetchTheirs = (id: string) => get<Plan>(`/plans/${id}`)

  async function save(fields: PlanFields, version = base?.version) {
    try {
      const saved = await send(fields, version)
      queryClient.setQueryData(planQuery(saved.id).queryKey, saved)
      void queryClient.invalidateQueries({ queryKey: ['plans'] })
      toast({ title: base ? `${saved.name} saved` : `${saved.name} added` })
      onClose()
      onSaved?.(saved)
    } catch (error) {
      if (isStatus(error, 412)) setConflict(true)
      else placeProblem(error, form, { 'plans.code_taken': 'code' })
    }
  }

  async function send(fields: PlanFields, version = 0): Promise<Plan> {
    if (!base) return createPlan({ kind: fields.kind, ...toInput(fields) })
    const changes = changedFields(toInput(toFields(base), base.features), toInput(fields, base.features))
    return Object.keys(changes).length > 0 ? changePlan(base.id, version, changes) : base
  }

  async function loadTheirs({ id }: Plan) {
    const theirs = await fetchTheirs(id)
    setBase(theirs)
    form.reset(toFields(theirs))
    setConflict(false)
  }

  async function keepMine({ id }: Plan) {
    const { version } = await fetchTheirs(id)
    setConflict(false)
    await form.handleSubmit((fields) => save(fields, version))()
  }

  return (
    <Dialog title={base ? `Edit ${base.name}` : 'New plan'} onClose={onClose} wide>
      {hasConflict && base && (
        <ConflictNotice
          title="Someone else saved this plan meanwhile"
          busy={form.formState.isSubmitting}
          onLoadTheirs={() => void loadTheirs(base)}
          onKeepMine={() => void keepMine(base)}
        />
      )}
      <PlanForm form={form} isNew={!base} onSave={save} onClose={onClose} />
    </Dialog>
  )
}
