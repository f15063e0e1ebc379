import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { DunningSettings, DunningStep } from '#modules/dunning/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { ApiError } from '#web/api/problem.ts'
import { changeDunningSettings } from '#web/dunning/api.ts'
import { dunningSettingsQuery } from '#web/dunning/queries.ts'
import { StepCard, type StepFields } from '#web/dunning/step-card.tsx'
import { Button } from '#web/ui/button.tsx'
import { Switch } from '#web/ui/choice.tsx'
import { FormError, LeaveGuard } from '#web/ui/form.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'
import { useTitle } from '#web/ui/title.ts'
import { toast, toastError } from '#web/ui/toast.ts'

const AfterTheLadder = lazy(() => import('#web/dunning/after-the-ladder.tsx'))
const InterestSettings = lazy(() => import('#web/interest/settings-section.tsx'))

export function LadderPage() {
  useTitle('Reminders', 'Settings')
  const { data, error, refetch } = useQuery(dunningSettingsQuery)
  const canSeeInterest = useCan('interest.read')
  const canSeeRules = useCan('subscriptions.read')
  if (data)
    return (
      <>
        <Editor settings={data} />
        <Suspense>{canSeeRules && <AfterTheLadder />}</Suspense>
        <Suspense>{canSeeInterest && <InterestSettings />}</Suspense>
      </>
    )
  if (error)
    return <ErrorState title="The reminders could not be loaded" error={error} onRetry={() => void refetch()} />
  return <Skeleton className="h-96 w-full max-w-4xl" />
}

const toFields = (step: DunningStep): StepFields => ({ ...step, key: crypto.randomUUID(), days: String(step.days) })
// The days stay in their place: what is the same is told by comparing the JSON.
// Nothing typed is no day, and the server says so; 0 would be the due date.
const toStep = ({ key: _key, ...step }: StepFields): DunningStep => {
  return { ...step, days: step.days.trim() === '' ? Number.NaN : Number(step.days) }
}
const sameAs = (steps: StepFields[], kept: DunningStep[]) => JSON.stringify(steps.map(toStep)) === JSON.stringify(kept)

function Editor({ settings }: { settings: DunningSettings }) {
  const queryClient = useQueryClient()
  const canEdit = useCan('dunning.write')
  const [steps, setSteps] = useState(() => settings.steps.map(toFields))
  const [mistakes, setMistakes] = useState<Record<string, string>>({})
  const [isSaving, setSaving] = useState(false)
  const isDirty = !sameAs(steps, settings.steps)
  const keep = (saved: DunningSettings) => queryClient.setQueryData(dunningSettingsQuery.queryKey, saved)

  async function toggle(is_enabled: boolean) {
    try {
      keep(await changeDunningSettings({ is_enabled }))
      toast({ title: is_enabled ? 'Reminders are on' : 'Reminders are off' })
    } catch (error) {
      toastError('The reminders could not be switched', error)
    }
  }

  async function save() {
    setSaving(true)
    setMistakes({})
    try {
      const saved = await changeDunningSettings({ steps: steps.map(toStep) })
      keep(saved)
      setSteps(saved.steps.map(toFields))
      toast({ title: 'Reminders saved' })
    } catch (error) {
      const fields = error instanceof ApiError ? error.fields : []
      setMistakes(
        fields.length
          ? Object.fromEntries(fields.map(({ pointer, detail }) => [pointer, detail]))
          : { '': error instanceof Error ? error.message : 'It could not be saved.' },
      )
    }
    setSaving(false)
  }

  const change = (index: number, changes: Partial<StepFields>) => {
    setSteps(steps.map((step, i) => (i === index ? { ...step, ...changes } : step)))
    const mended = new Set(Object.keys(changes).map((field) => `/steps/${index}/${field}`))
    setMistakes(Object.fromEntries(Object.entries(mistakes).filter(([pointer]) => !mended.has(pointer))))
  }
  // Mistakes are known by their place, which is another one now.
  const replaceAll = (next: StepFields[]) => {
    setSteps(next)
    setMistakes({})
  }
  const add = () => {
    const last = steps.at(-1)
    const days = String(Number(last?.days ?? 0) + 7)
    setSteps([
      ...steps,
      { key: crypto.randomUUID(), days, tone: 'final', subject: last?.subject ?? '', text: last?.text ?? '' },
    ])
  }
  return (
    <div className="max-w-4xl">
      <LeaveGuard when={isDirty && !isSaving} />
      <div className="pb-5">
        <Switch
          label="Send reminders by themselves"
          hint="Each morning, one mail to each customer with something overdue: everything that is late, with the invoices attached. It stops when they pay, promise or dispute."
          checked={settings.is_enabled}
          disabled={!canEdit}
          onChange={(event) => void toggle(event.target.checked)}
        />
      </div>
      <ol className="grid gap-4">
        {steps.map((step, index) => (
          <li key={step.key}>
            <StepCard
              step={step}
              number={index + 1}
              placeholders={settings.placeholders}
              mistakes={{
                days: mistakes[`/steps/${index}/days`],
                subject: mistakes[`/steps/${index}/subject`],
                text: mistakes[`/steps/${index}/text`],
              }}
              canEdit={canEdit}
              {...(steps.length > 1 && { onRemove: () => replaceAll(steps.toSpliced(index, 1)) })}
              onChange={(changes) => change(index, changes)}
            />
          </li>
        ))}
      </ol>
      {canEdit && (
        <>
          {steps.length < 6 && (
            <div className="pt-4">
              <Button onClick={add}>
                <Plus aria-hidden />
                Add a step
              </Button>
            </div>
          )}
          <div className="sticky bottom-0 mt-4 flex flex-wrap items-center gap-2 border-t border-line bg-canvas py-3 max-md:bottom-14">
            <FormError>{mistakes[''] ?? mistakes['/steps']}</FormError>
            <Button variant="primary" busy={isSaving} busyLabel="Saving…" onClick={() => void save()}>
              Save changes
            </Button>
            {isDirty && (
              <Button variant="ghost" onClick={() => replaceAll(settings.steps.map(toFields))}>
                Discard
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  )
}
