import { useQuery } from '@tanstack/react-query'
import { Archive, Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { LeadStatus } from '#modules/leads/schemas.ts'
import type { LeadStage } from '#modules/leads/stage-schemas.ts'
import { useCan } from '#web/app/session.ts'
import { archiveStage, changeStage, createStage } from '#web/leads/api.ts'
import { stagesQuery } from '#web/leads/queries.ts'
import { OrderedList } from '#web/leads/settings/ordered-list.tsx'
import { SettingsCard } from '#web/leads/settings/settings-card.tsx'
import { useSettingsChange } from '#web/leads/settings/use-settings-change.ts'
import { statusTones, statusWords } from '#web/leads/words.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button, IconButton } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'

export function StagesSection() {
  const query = useQuery(stagesQuery)
  const canWrite = useCan('lead_settings.write')
  const { run } = useSettingsChange()
  const [edited, setEdited] = useState<LeadStage | 'new'>()
  const archive = ({ id, name }: LeadStage) =>
    void run(archiveStage(id), `${name} is off the board`, `${name} was not archived`)
  return (
    <SettingsCard
      title="Stages"
      hint="The columns of the board. The probability weighs the forecast; an empty stage can be archived."
      action={canWrite && <AddButton label="Add stage" onClick={() => setEdited('new')} />}
    >
      <OrderedList
        noun="lead-stages"
        query={query}
        queryKey={stagesQuery.queryKey}
        nameOf={({ name }) => name}
        canWrite={canWrite}
        empty="There are no stages."
        failed="The stages could not be loaded"
        row={({ name, status, probability_percent }) => (
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-28 font-medium wrap-anywhere">{name}</span>
            <Badge tone={statusTones[status]}>{statusWords[status]}</Badge>
            <span className="text-ink-2 tabular-nums">{probability_percent}%</span>
          </span>
        )}
        actions={(stage) => (
          <>
            <IconButton label={`Edit ${stage.name}`} onClick={() => setEdited(stage)}>
              <Pencil aria-hidden />
            </IconButton>
            <IconButton label={`Archive ${stage.name}`} onClick={() => archive(stage)}>
              <Archive aria-hidden />
            </IconButton>
          </>
        )}
      />
      {edited && <StageDialog stage={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
    </SettingsCard>
  )
}

export function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button onClick={onClick}>
      <Plus aria-hidden />
      {label}
    </Button>
  )
}

type Fields = { name: string; status: LeadStatus; probability_percent: string }

function StageDialog({ stage, onClose }: { stage: LeadStage | undefined; onClose: () => void }) {
  const { save } = useSettingsChange()
  const form = useForm<Fields>({
    mode: 'onTouched',
    defaultValues: {
      name: stage?.name ?? '',
      status: stage?.status ?? 'qualified',
      probability_percent: String(stage?.probability_percent ?? 50),
    },
  })
  const { errors, isSubmitting } = form.formState
  const status = form.watch('status')
  const isOpen = status !== 'converted' && status !== 'disqualified'

  async function submit(fields: Fields) {
    const name = fields.name.trim()
    const weight = isOpen && { probability_percent: Number(fields.probability_percent) }
    try {
      await save(
        stage
          ? changeStage(stage.id, stage.version, { name, ...weight })
          : createStage({ name, status: fields.status, ...weight }),
        `${name} saved`,
      )
      onClose()
    } catch (error) {
      placeProblem(error, form, { 'leads.stage_name_taken': 'name' })
    }
  }

  return (
    <Dialog title={stage ? `Edit ${stage.name}` : 'Add stage'} onClose={onClose}>
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit(submit)(event)}>
        <FormError>{errors.root?.message}</FormError>
        <TextField
          label="Name"
          maxLength={40}
          autoComplete="off"
          error={errors.name?.message}
          {...form.register('name', required('Type a name.'))}
        />
        <Select
          label="Stands for"
          hint={stage ? 'This never changes.' : 'What reports and automation understand by it.'}
          disabled={stage !== undefined}
          {...form.register('status')}
        >
          {Object.entries(statusWords).map(([value, word]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </Select>
        {isOpen && (
          <TextField
            label="Probability"
            hint="How many of a hundred are won from here"
            inputMode="numeric"
            suffix={<span className="px-2 text-sm text-ink-3">%</span>}
            error={errors.probability_percent?.message}
            {...form.register('probability_percent', {
              validate: (text) => (/^\d{1,3}$/.test(text.trim()) && Number(text) <= 100) || 'Type 0 to 100.',
            })}
          />
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
            Save stage
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
