import { useQuery } from '@tanstack/react-query'
import { Archive, Pencil } from 'lucide-react'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { LeadField } from '#modules/leads/stage-schemas.ts'
import { useCan } from '#web/app/session.ts'
import { archiveField, changeField, createField } from '#web/leads/api.ts'
import { fieldsQuery } from '#web/leads/queries.ts'
import { OrderedList } from '#web/leads/settings/ordered-list.tsx'
import { SettingsCard } from '#web/leads/settings/settings-card.tsx'
import { AddButton } from '#web/leads/settings/stages-section.tsx'
import { useSettingsChange } from '#web/leads/settings/use-settings-change.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { ConfirmDialog, Dialog } from '#web/ui/dialog.tsx'
import { TextArea, TextField } from '#web/ui/field.tsx'
import { FormError, placeProblem, required } from '#web/ui/form.tsx'

const kinds: Record<LeadField['kind'], string> = {
  text: 'Text',
  number: 'Number',
  date: 'Date',
  yes_no: 'Yes or no',
  choice: 'Choice',
}

export function FieldsSection() {
  const query = useQuery(fieldsQuery)
  const canWrite = useCan('lead_settings.write')
  const { save } = useSettingsChange()
  const [edited, setEdited] = useState<LeadField | 'new'>()
  const [leaving, setLeaving] = useState<LeadField>()
  return (
    <SettingsCard
      title="Own fields"
      hint="What you want to know of a lead beside name, company, e-mail and phone."
      action={canWrite && <AddButton label="Add field" onClick={() => setEdited('new')} />}
    >
      <OrderedList
        noun="lead-fields"
        query={query}
        queryKey={fieldsQuery.queryKey}
        nameOf={({ label }) => label}
        canWrite={canWrite}
        empty="No fields of your own yet."
        failed="The fields could not be loaded"
        row={({ label, kind, choices, key }) => (
          <span className="flex flex-wrap items-baseline gap-x-3 wrap-anywhere">
            <span className="min-w-28 font-medium">{label}</span>
            <span className="text-ink-2">
              {kinds[kind]}
              {choices.length > 0 && `: ${choices.join(', ')}`}
            </span>
            <code className="text-xs text-ink-2">{key}</code>
          </span>
        )}
        actions={(field) => (
          <>
            <IconButton label={`Edit ${field.label}`} onClick={() => setEdited(field)}>
              <Pencil aria-hidden />
            </IconButton>
            <IconButton label={`Archive ${field.label}`} onClick={() => setLeaving(field)}>
              <Archive aria-hidden />
            </IconButton>
          </>
        )}
      />
      {edited && <FieldDialog field={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
      {leaving && (
        <ConfirmDialog
          title={`Archive ${leaving.label}?`}
          confirmLabel={`Archive ${leaving.label}`}
          busyLabel="Archiving…"
          onConfirm={async () => {
            await save(archiveField(leaving.id), `${leaving.label} archived`)
            setLeaving(undefined)
          }}
          onClose={() => setLeaving(undefined)}
        >
          It is no longer offered on leads. What was filled in is kept, and its key is never given away again.
        </ConfirmDialog>
      )}
    </SettingsCard>
  )
}

type Fields = { label: string; kind: LeadField['kind']; choices: string }

function FieldDialog({ field, onClose }: { field: LeadField | undefined; onClose: () => void }) {
  const { save } = useSettingsChange()
  const form = useForm<Fields>({
    mode: 'onTouched',
    defaultValues: {
      label: field?.label ?? '',
      kind: field?.kind ?? 'text',
      choices: field?.choices.join('\n') ?? '',
    },
  })
  const { errors, isSubmitting } = form.formState
  const isChoice = form.watch('kind') === 'choice'

  async function submit({ label, kind, choices: text }: Fields) {
    const choices = text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    const given = { label: label.trim(), ...(isChoice && { choices }) }
    try {
      await save(
        field ? changeField(field.id, field.version, given) : createField({ ...given, kind }),
        `${label} saved`,
      )
      onClose()
    } catch (error) {
      placeProblem(error, form, { 'leads.field_key_taken': 'label' })
    }
  }

  return (
    <Dialog title={field ? `Edit ${field.label}` : 'Add field'} onClose={onClose}>
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.handleSubmit(submit)(event)}>
        <FormError>{errors.root?.message}</FormError>
        <TextField
          label="Label"
          maxLength={60}
          autoComplete="off"
          error={errors.label?.message}
          {...form.register('label', required('Type what it is called.'))}
        />
        <Select
          label="Kind"
          {...(field && { hint: 'This never changes.' })}
          disabled={field !== undefined}
          {...form.register('kind')}
        >
          {Object.entries(kinds).map(([value, word]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </Select>
        {isChoice && (
          <TextArea
            label="Choices"
            hint="One in each line"
            rows={5}
            error={errors.choices?.message}
            {...form.register('choices', required('Name what can be chosen.'))}
          />
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
            Save field
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
