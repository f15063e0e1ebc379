import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { OrganizationClock } from '#modules/organizations/clock-schemas.ts'
import { formatDate, formatTime } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { advanceClock, clockQuery, later, wayDone } from '#web/organizations/clock-queries.ts'
import { Button } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormSection } from '#web/ui/form.tsx'

/** The time of the organisation and the way ahead, where it may be moved or was. */
export function ClockSection({ id }: { id: string }) {
  const { data: clock } = useQuery(clockQuery(id))
  const canAdvance = useCan('organizations.advance_clock')
  if (!clock || !(clock.is_movable || clock.is_ahead)) return null
  return (
    <FormSection
      title="Clock"
      hint="For trying out what time brings: renewals, overdue invoices, the end of a trial. It goes forward alone, day by day. Not in production."
    >
      <Now clock={clock} />
      {canAdvance && clock.is_movable && <Ahead clock={clock} />}
    </FormSection>
  )
}

function Now({ clock: { now, today, is_ahead, to_date } }: { clock: OrganizationClock }) {
  const from = useStart(today, to_date)
  return (
    <div className="grid gap-3 rounded-lg border border-line bg-surface p-4 shadow-card">
      <p className="text-2xl font-semibold tabular-nums">
        {formatDate(today)}
        <span className="pl-2 text-base font-normal text-ink-2">{formatTime(now)}</span>
      </p>
      {to_date ? (
        <div role="status" className="grid gap-2">
          <div
            role="progressbar"
            aria-label="How much of the way is done"
            aria-valuenow={Math.round(wayDone(from, today, to_date) * 100)}
            className="h-1.5 overflow-hidden rounded-full bg-sunken"
          >
            <div
              className="h-full rounded-full bg-accent transition-[width]"
              style={{ width: `${wayDone(from, today, to_date) * 100}%` }}
            />
          </div>
          <p className="text-sm text-ink-2">On its way to {formatDate(to_date)}, with what is due on each day.</p>
        </div>
      ) : (
        <p className="text-sm text-ink-2">
          {is_ahead
            ? 'It was moved ahead, for this organisation alone. Logging in, keys and invitations keep the real time.'
            : 'It is the real time.'}
        </p>
      )}
    </div>
  )
}

/** Where the way began, as far as this page saw it; once it is done, whatever is on screen is of another day. */
function useStart(today: string, to_date: string | null): string {
  const queryClient = useQueryClient()
  const start = useRef(today)
  const wasMoving = useRef(false)
  useEffect(() => {
    if (!to_date) start.current = today
    if (wasMoving.current && !to_date) void queryClient.invalidateQueries()
    wasMoving.current = to_date !== null
  }, [today, to_date, queryClient])
  return start.current
}

function Ahead({ clock: { id, today, to_date } }: { clock: OrganizationClock }) {
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState('')
  const [wanted, setWanted] = useState<string>()
  const isMoving = to_date !== null

  async function go(day: string) {
    queryClient.setQueryData(clockQuery(id).queryKey, await advanceClock(id, day))
    setTyped('')
    setWanted(undefined)
  }

  return (
    <>
      <div role="group" aria-label="Let time go by" className="flex flex-wrap gap-2">
        {(['day', 'week', 'month'] as const).map((unit) => (
          <Button key={unit} disabled={isMoving} onClick={() => setWanted(later(today, unit))}>
            A {unit} on
          </Button>
        ))}
      </div>
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          setWanted(typed)
        }}
      >
        <TextField
          type="date"
          label="Or to a day"
          min={later(today, 'day')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" disabled={isMoving || typed === ''}>
          Go to this day
        </Button>
      </form>
      {wanted && (
        <ConfirmDialog
          title={`Let time go by until ${formatDate(wanted)}?`}
          tone="primary"
          confirmLabel="Let time go by"
          busyLabel="Starting…"
          onConfirm={() => go(wanted)}
          onClose={() => setWanted(undefined)}
        >
          On the way invoices are issued and fall overdue as they would. The clock of this organisation cannot be turned
          back.
        </ConfirmDialog>
      )}
    </>
  )
}
