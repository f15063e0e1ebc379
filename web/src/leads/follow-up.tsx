import { type FormEvent, useState } from 'react'
import type { Lead } from '#modules/leads/schemas.ts'
import { formatDateTime } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { Card } from '#web/leads/card.tsx'
import { useChangeLead } from '#web/leads/use-change-lead.ts'
import { daysToMonday, followUpWords, isOverdue, nineOClock } from '#web/leads/words.ts'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { inputClass } from '#web/ui/field.tsx'
import { toastUndo } from '#web/ui/toast.ts'

/** When to get back to them: a tap for the usual times, or any. */
export function FollowUp({ lead }: { lead: Lead }) {
  const canWrite = useCan('leads.write') && !lead.archived_at
  const { save } = useChangeLead(lead)
  const [isPicking, setPicking] = useState(false)
  const [picked, setPicked] = useState('')
  const at = lead.next_follow_up_at

  async function set(next_follow_up_at: string | null, isUndo = false) {
    setPicking(false)
    if (!(await save({ next_follow_up_at }, { next_follow_up_at })) || isUndo) return
    const title = next_follow_up_at ? `Follow-up ${followUpWords(next_follow_up_at)}` : 'Follow-up cleared'
    toastUndo(title, () => void set(at, true))
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    const instant = Date.parse(`${picked}:00+08:00`)
    if (!Number.isNaN(instant)) void set(new Date(instant).toISOString())
  }

  return (
    <Card title="Follow-up">
      <p className={cx('text-sm', isOverdue(at) ? 'font-medium text-bad' : at ? '' : 'text-ink-2')}>
        {at ? (
          <time dateTime={at} title={formatDateTime(at)}>
            {isOverdue(at) && 'Overdue: '}
            {followUpWords(at)}
          </time>
        ) : (
          'No follow-up set'
        )}
      </p>
      {canWrite && (
        <div className="flex flex-wrap gap-1.5 pt-2">
          <Button size="sm" onClick={() => void set(nineOClock(1))}>
            Tomorrow 9:00
          </Button>
          <Button size="sm" onClick={() => void set(nineOClock(3))}>
            In 3 days
          </Button>
          <Button size="sm" onClick={() => void set(nineOClock(daysToMonday()))}>
            Next week
          </Button>
          <Button size="sm" variant="ghost" aria-expanded={isPicking} onClick={() => setPicking(!isPicking)}>
            Pick…
          </Button>
          {at && (
            <Button size="sm" variant="ghost" onClick={() => void set(null)}>
              Clear
            </Button>
          )}
        </div>
      )}
      {isPicking && (
        <form onSubmit={submit} className="flex gap-2 pt-2">
          <input
            type="datetime-local"
            aria-label="Follow up at, Singapore time"
            required
            value={picked}
            onChange={({ target }) => setPicked(target.value)}
            className={inputClass}
          />
          <Button type="submit" className="h-9! pointer-coarse:h-11!">
            Set
          </Button>
        </form>
      )}
    </Card>
  )
}
