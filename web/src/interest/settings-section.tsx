import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { InterestSettings, InterestSettingsChanges } from '#modules/interest/schemas.ts'
import { messageOf } from '#web/api/problem.ts'
import { useCan } from '#web/app/session.ts'
import { changeInterestSettings, interestSettingsQuery } from '#web/interest/queries.ts'
import { readRate } from '#web/interest/read-rate.ts'
import { Button } from '#web/ui/button.tsx'
import { Switch } from '#web/ui/choice.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form.tsx'
import { MoneyField } from '#web/ui/money-field.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

/** What paying late costs, for everybody without terms of their own. */
export default function InterestSettingsSection() {
  const { data } = useQuery(interestSettingsQuery)
  return data ? <Editor settings={data} /> : null
}

function Editor({ settings }: { settings: InterestSettings }) {
  const queryClient = useQueryClient()
  const canEdit = useCan('interest.write')
  const [rate, setRate] = useState(String(settings.rate_bp / 100))
  const [grace, setGrace] = useState(String(settings.grace_days))
  const [minimum, setMinimum] = useState<number | null>(settings.minimum_cents)
  const [start, setStart] = useState(settings.starts_on_date)
  const [error, setError] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  const rate_bp = readRate(rate)

  const keep = async (changes: InterestSettingsChanges) => {
    queryClient.setQueryData(interestSettingsQuery.queryKey, await changeInterestSettings(changes))
    void queryClient.invalidateQueries({ queryKey: ['interest'] })
  }
  async function toggle(changes: InterestSettingsChanges, title: string) {
    const { queryKey } = interestSettingsQuery
    queryClient.setQueryData(queryKey, { ...settings, ...changes })
    try {
      await keep(changes)
      toast({ title })
    } catch (refusal) {
      queryClient.setQueryData(queryKey, settings)
      toastError('The setting stays as it was', refusal)
    }
  }
  async function save(event: FormEvent) {
    event.preventDefault()
    if (rate_bp === null) return setError('Type a rate between 0.01 and 100, such as 8.')
    setSaving(true)
    setError(undefined)
    try {
      await keep({ rate_bp, grace_days: Number(grace), minimum_cents: minimum ?? 0, starts_on_date: start })
      toast({ title: 'Terms of interest saved' })
    } catch (refusal) {
      setError(messageOf(refusal))
    }
    return setSaving(false)
  }

  return (
    <section id="late-interest" aria-labelledby="interest-title" className="mt-10 max-w-4xl border-t border-line pt-6">
      <h2 id="interest-title" className="pb-3 text-base font-semibold">
        Late-payment interest
      </h2>
      <div className="grid gap-4 pb-5">
        <Switch
          label="Work out interest on what is late"
          hint="Simple interest by the day on what is overdue. You charge or waive it; it is out of the scope of GST. Your terms of sale must say so."
          checked={settings.is_enabled}
          disabled={!canEdit}
          onChange={(event) =>
            void toggle(
              { is_enabled: event.target.checked },
              event.target.checked ? 'Interest is on' : 'Interest is off',
            )
          }
        />
        {settings.is_enabled && (
          <Switch
            label="Charge it by itself each month"
            hint="When a month has ended, by a debit note for each late invoice. What is disputed or too little waits."
            checked={settings.is_automatic}
            disabled={!canEdit}
            onChange={(event) =>
              void toggle(
                { is_automatic: event.target.checked },
                event.target.checked ? 'Interest is charged each month' : 'You charge interest by hand',
              )
            }
          />
        )}
      </div>
      {settings.is_enabled && (
        <form onSubmit={(event) => void save(event)} className="grid gap-4">
          <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
            <TextField
              label="Rate a year, in per cent"
              inputMode="decimal"
              value={rate}
              readOnly={!canEdit}
              onChange={(event) => setRate(event.target.value)}
            />
            <TextField
              label="Days of grace"
              type="number"
              min={0}
              max={365}
              required
              hint="Free of interest after the due date"
              value={grace}
              readOnly={!canEdit}
              onChange={(event) => setGrace(event.target.value)}
            />
            <MoneyField
              label="At least"
              hint="Less is not charged"
              value={minimum}
              readOnly={!canEdit}
              onChange={setMinimum}
            />
            <TextField
              label="For days from"
              type="date"
              required
              hint="None for days before"
              value={start}
              readOnly={!canEdit}
              onChange={(event) => setStart(event.target.value)}
            />
          </div>
          <FormError>{error}</FormError>
          {canEdit && (
            <div>
              <Button type="submit" variant="primary" busy={isSaving} busyLabel="Saving…">
                Save terms
              </Button>
            </div>
          )}
        </form>
      )}
    </section>
  )
}
