import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { NewActivity } from '#modules/lead-activities/schemas.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import { today } from '#web/api/format.ts'
import { ApiError, messageOf } from '#web/api/problem.ts'
import { createTask, logActivity } from '#web/leads/api.ts'
import { nineOClock } from '#web/leads/words.ts'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { TextArea, TextField } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'

const kinds = {
  note: { label: 'Note', placeholder: 'What is worth knowing', save: 'Save note' },
  call: { label: 'Call', placeholder: 'What was said', save: 'Log call' },
  mail: { label: 'Mail', placeholder: 'What was written', save: 'Log mail' },
  message: { label: 'Message', placeholder: 'What was written, such as by WhatsApp', save: 'Log message' },
  meeting: { label: 'Meeting', placeholder: 'What was agreed', save: 'Log meeting' },
  task: { label: 'Task', placeholder: 'What is to be done', save: 'Add task' },
} as const
type Kind = keyof typeof kinds
type Basis = NonNullable<NewActivity['dnc_basis']> | ''

/** A line to note, a call to log, a task to plan; open when it is used. */
export function LogActivity({ lead }: { lead: Lead }) {
  const queryClient = useQueryClient()
  const [kind, setKind] = useState<Kind>('note')
  const [body, setBody] = useState('')
  const [direction, setDirection] = useState<'out' | 'in'>('out')
  const [basis, setBasis] = useState<Basis>('')
  const [checkedOn, setCheckedOn] = useState(today())
  const [due, setDue] = useState(localOf(nineOClock(1)))
  const [refusal, setRefusal] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  // The registry is about numbers of Singapore; where none is known, the call went to one all the same.
  const wantsBasis = kind === 'call' && direction === 'out' && (lead.phone ?? '+65').startsWith('+65')

  async function save() {
    if (kind === 'task') return createTask(lead.id, { body, due_at: new Date(`${due}:00+08:00`).toISOString() })
    return logActivity(lead.id, {
      kind,
      body,
      ...(kind !== 'note' && { direction }),
      ...(wantsBasis && basis && { dnc_basis: basis }),
      ...(wantsBasis && basis === 'checked' && { dnc_checked_on: checkedOn }),
    })
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setRefusal(undefined)
    try {
      const saved = await save()
      if (saved.body !== body) toast({ title: 'An NRIC was masked', description: 'The law does not let it be kept.' })
      setBody('')
      void queryClient.invalidateQueries({ queryKey: ['leads'] })
    } catch (error) {
      setRefusal((error instanceof ApiError && error.problem.errors?.[0]?.detail) || messageOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-3 border-b border-line pb-3">
      <div role="group" aria-label="What to add" className="flex flex-wrap gap-1">
        {(Object.keys(kinds) as Kind[]).map((each) => (
          <Button
            key={each}
            size="sm"
            variant={each === kind ? 'secondary' : 'ghost'}
            aria-pressed={each === kind}
            onClick={() => setKind(each)}
          >
            {kinds[each].label}
          </Button>
        ))}
      </div>
      <TextArea
        label={kinds[kind].label}
        rows={2}
        required
        maxLength={kind === 'task' ? 500 : 10_000}
        placeholder={kinds[kind].placeholder}
        value={body}
        onChange={({ target }) => setBody(target.value)}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        {kind !== 'note' && kind !== 'task' && kind !== 'meeting' && (
          <Select
            label="Who began"
            value={direction}
            onChange={({ target }) => setDirection(target.value === 'in' ? 'in' : 'out')}
          >
            <option value="out">We did</option>
            <option value="in">{lead.name} did</option>
          </Select>
        )}
        {wantsBasis && (
          <Select
            label="Why they could be called"
            hint="The Do Not Call registry asks for it."
            required
            value={basis}
            onChange={({ target }) => setBasis(target.value as Basis)}
          >
            <option value="">Choose…</option>
            <option value="not_marketing">They asked us; nothing was offered unasked</option>
            <option value="consent">They agreed to calls</option>
            <option value="checked">The number was checked</option>
          </Select>
        )}
        {wantsBasis && basis === 'checked' && (
          <TextField
            label="Checked on"
            type="date"
            required
            max={today()}
            hint="Good for 21 days."
            value={checkedOn}
            onChange={({ target }) => setCheckedOn(target.value)}
          />
        )}
        {kind === 'task' && (
          <TextField
            label="Due, Singapore time"
            type="datetime-local"
            required
            value={due}
            onChange={({ target }) => setDue(target.value)}
          />
        )}
      </div>
      <FormError>{refusal}</FormError>
      <div>
        <Button type="submit" variant="primary" busy={isBusy} disabled={!body.trim()}>
          {kinds[kind].save}
        </Button>
      </div>
    </form>
  )
}

/** An instant as the field for local times wants it, in Singapore. */
function localOf(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16)
}
