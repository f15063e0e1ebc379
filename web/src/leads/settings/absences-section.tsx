import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { formatDate, today } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { createAbsence, deleteAbsence } from '#web/leads/api.ts'
import { absencesQuery } from '#web/leads/queries.ts'
import { SettingsCard } from '#web/leads/settings/settings-card.tsx'
import { AddButton } from '#web/leads/settings/stages-section.tsx'
import { useSettingsChange } from '#web/leads/settings/use-settings-change.ts'
import { useTeam } from '#web/leads/use-team.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'
import { ErrorState } from '#web/ui/state.tsx'

export function AbsencesSection() {
  const { data, error, refetch } = useQuery(absencesQuery)
  const { nameOf } = useTeam()
  const canWrite = useCan('lead_rules.write')
  const { run } = useSettingsChange()
  const [isAdding, setAdding] = useState(false)
  return (
    <SettingsCard
      title="Away"
      hint="Whoever is away gets no new leads on these days."
      action={canWrite && <AddButton label="Add absence" onClick={() => setAdding(true)} />}
    >
      {error && !data && (
        <ErrorState title="The absences could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
      {data?.data.length === 0 && (
        <p className="border-t border-line px-4 py-6 text-center text-sm text-ink-2">Nobody is away.</p>
      )}
      <ul>
        {data?.data.map(({ id, user_id, from_date, until_date }) => (
          <li key={id} className="flex min-h-11 items-center gap-3 border-t border-line px-4 py-1.5 text-sm">
            <span className="min-w-0 flex-1">
              <span className="font-medium">{nameOf(user_id)}</span>{' '}
              <span className="text-ink-2">
                {formatDate(from_date)} to {formatDate(until_date)}
              </span>
            </span>
            {canWrite && (
              <IconButton
                label={`Take back the absence of ${nameOf(user_id)} from ${formatDate(from_date)}`}
                onClick={() => void run(deleteAbsence(id), 'Absence taken back', 'The absence was not taken back')}
              >
                <X aria-hidden />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {isAdding && <AbsenceDialog onClose={() => setAdding(false)} />}
    </SettingsCard>
  )
}

function AbsenceDialog({ onClose }: { onClose: () => void }) {
  const { save } = useSettingsChange()
  const { me, people } = useTeam()
  const form = useForm({
    mode: 'onTouched',
    defaultValues: { user_id: me.id, from_date: today(), until_date: today() },
  })
  const { errors, isSubmitting } = form.formState

  async function submit(fields: { user_id: string; from_date: string; until_date: string }) {
    try {
      await save(createAbsence(fields), 'Absence noted')
      onClose()
    } catch (error) {
      placeProblem(error, form)
    }
  }

  return (
    <Dialog title="Add absence" onClose={onClose}>
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit(submit)(event)}>
        <FormError>{errors.root?.message}</FormError>
        <Select label="Who" error={errors.user_id?.message} {...form.register('user_id')}>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <div className="grid gap-4 md:grid-cols-2">
          <TextField
            label="First day"
            type="date"
            error={errors.from_date?.message}
            {...form.register('from_date', required('Choose the first day.'))}
          />
          <TextField
            label="Last day"
            type="date"
            error={errors.until_date?.message}
            {...form.register('until_date', {
              validate: (day, { from_date }) => day >= from_date || 'Choose that day or a later one.',
            })}
          />
        </div>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
            Save absence
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
