import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { StripeConnection, StripeSettingsChanges } from '#modules/stripe/connection-schemas.ts'
import { messageOf } from '#web/api/problem.ts'
import { useCan } from '#web/app/session.ts'
import { changeStripeSettings } from '#web/stripe/api.ts'
import { connectionQuery } from '#web/stripe/queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Switch } from '#web/ui/choice.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormSection } from '#web/ui/form.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

/** How cards are offered, charged, and tried again. */
export function CardSettings({ connection }: { connection: StripeConnection }) {
  const queryClient = useQueryClient()
  const canWrite = useCan('stripe.write')
  const { is_card_offered, is_charged_when_issued, retry_days } = connection
  const change = async (changes: StripeSettingsChanges) =>
    queryClient.setQueryData(connectionQuery.queryKey, await changeStripeSettings(changes))
  async function toggle(changes: StripeSettingsChanges, title: string) {
    await change(changes).then(
      () => toast({ title }),
      (error: unknown) => toastError('The setting could not be changed', error),
    )
  }
  return (
    <FormSection title="Cards" hint="How customers pay by card, and how cards that they saved are charged.">
      <Switch
        label="Offer cards on pay pages"
        hint="Beside PayNow. Stripe keeps a fee of each payment, which is recorded with it."
        checked={is_card_offered}
        disabled={!canWrite}
        onChange={(event) =>
          void toggle(
            { is_card_offered: event.target.checked },
            event.target.checked ? 'Pay pages offer cards' : 'Pay pages offer no cards',
          )
        }
      />
      <Switch
        label="Charge saved cards when an invoice is issued"
        hint="For customers who left a card. It holds for what is issued from now on; reminders wait while a card is tried."
        checked={is_charged_when_issued}
        disabled={!canWrite}
        onChange={(event) =>
          void toggle(
            { is_charged_when_issued: event.target.checked },
            event.target.checked ? 'Saved cards are charged from now on' : 'Saved cards are charged by hand only',
          )
        }
      />
      <Schedule
        key={retry_days.join()}
        days={retry_days}
        canWrite={canWrite}
        onSave={(days) => change({ retry_days: days })}
      />
    </FormSection>
  )
}

type ScheduleProps = { days: number[]; canWrite: boolean; onSave: (days: number[]) => Promise<unknown> }

function Schedule({ days, canWrite, onSave }: ScheduleProps) {
  const [text, setText] = useState(days.join(', '))
  const [problem, setProblem] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  const isDirty = text.trim() !== days.join(', ')
  async function save() {
    const typed = text
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(Number)
    if (typed.some((day, i) => !Number.isInteger(day) || day < 1 || day > 60 || (i > 0 && day <= typed[i - 1]!)))
      return setProblem('Type whole days that rise, such as 1, 3, 7, 14.')
    if (typed.length > 8) return setProblem('A card is tried again at most eight times.')
    setSaving(true)
    await onSave(typed).then(
      () => toast({ title: 'Schedule saved' }),
      (error: unknown) => setProblem(messageOf(error)),
    )
    return setSaving(false)
  }
  return (
    <form
      className="flex flex-wrap items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div className="min-w-0 flex-1 basis-72">
        <TextField
          label="Try a declined card again after days"
          inputMode="numeric"
          autoComplete="off"
          disabled={!canWrite}
          hint="Counted from the first try. It stops at once when the bank declines for good, and when the invoice is settled."
          error={problem}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setProblem(undefined)
          }}
        />
      </div>
      {canWrite && (
        <Button type="submit" className="sm:mt-6" disabled={!isDirty} busy={isSaving} busyLabel="Saving…">
          Save days
        </Button>
      )}
    </form>
  )
}
