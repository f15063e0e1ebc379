import { useQueryClient } from '@tanstack/react-query'
import { Calendar, CircleCheck, Mail, MessageCircle, NotebookPen, Phone, X } from 'lucide-react'
import type { LeadActivity } from '#modules/lead-activities/schemas.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import { formatDate, formatDateTime, formatTime } from '#web/api/format.ts'
import { actOn } from '#web/leads/api.ts'
import { LongText } from '#web/leads/long-text.tsx'
import { useTeam } from '#web/leads/use-team.ts'
import { followUpWords, isOverdue } from '#web/leads/words.ts'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { toastError, toastUndo } from '#web/ui/toast.ts'

const icons = {
  note: NotebookPen,
  call: Phone,
  mail: Mail,
  message: MessageCircle,
  meeting: Calendar,
  task: CircleCheck,
}
const said = {
  note: 'noted',
  call: { out: 'called', in: 'was called' },
  mail: { out: 'mailed', in: 'got a mail' },
  message: { out: 'wrote a message', in: 'got a message' },
  meeting: { out: 'met', in: 'met' },
}

type Props = { activity: LeadActivity; lead: Lead; canWrite: boolean }

/** One thing that was said or done, or is to be done. */
export function TimelineActivity({ activity, lead, canWrite }: Props) {
  const Icon = icons[activity.kind]
  const act = useAct()
  const { nameOf } = useTeam()
  const isTask = activity.kind === 'task'
  return (
    <div className="rounded-md border border-line bg-sunken/50 px-3 py-2">
      <p className="flex flex-wrap items-center gap-x-1.5">
        <Icon aria-hidden className="size-4 text-ink-2" />
        <span className="font-medium">{activity.actor_name}</span>
        <span className="text-ink-2">{didWords(activity, lead)}</span>
        <time
          className="ml-auto text-xs text-ink-2"
          dateTime={activity.happened_at}
          title={formatDateTime(activity.happened_at)}
        >
          {formatTime(activity.happened_at)}
        </time>
        {canWrite && (
          <Button
            size="sm"
            variant="ghost"
            aria-label={isTask ? 'Remove this task' : 'Remove this note'}
            onClick={() => void act(activity, 'archive')}
          >
            <X aria-hidden />
          </Button>
        )}
      </p>
      <LongText text={activity.body} className={activity.done_at ? 'text-ink-2 line-through' : undefined} />
      {isTask && (
        <p className="flex flex-wrap items-center gap-2 pt-1 text-xs">
          <span className={cx(!activity.done_at && isOverdue(activity.due_at) ? 'font-medium text-bad' : 'text-ink-2')}>
            {activity.done_at ? `Done ${formatDate(activity.done_at)}` : `Due ${followUpWords(activity.due_at!)}`}
            {activity.assignee_user_id && ` · ${nameOf(activity.assignee_user_id)}`}
          </span>
          {canWrite && (
            <Button size="sm" onClick={() => void act(activity, activity.done_at ? 'reopen' : 'complete')}>
              {activity.done_at ? 'Not done yet' : 'Done'}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

function didWords({ kind, direction, duration_minutes }: LeadActivity, lead: Lead): string {
  if (kind === 'task') return 'planned'
  if (kind === 'note') return said.note
  const did = said[kind][direction ?? 'out']
  const whom = direction === 'in' ? (kind === 'call' ? ` by ${lead.name}` : ` from ${lead.name}`) : ''
  return `${did}${whom}${duration_minutes ? `, ${duration_minutes} min` : ''}`
}

const undone = { complete: 'reopen', reopen: 'complete', archive: 'restore', restore: 'archive' } as const
const words = { complete: 'Task done', reopen: 'Task is open again', archive: 'Removed', restore: 'Brought back' }

/** Does something to an activity or a task, and offers to undo it. */
export function useAct() {
  const queryClient = useQueryClient()
  return async function act(activity: Pick<LeadActivity, 'id'>, verb: keyof typeof undone, isUndo = false) {
    try {
      await actOn(activity.id, verb)
      if (!isUndo) toastUndo(words[verb], () => void act(activity, undone[verb], true))
    } catch (error) {
      toastError('That did not work', error)
    }
    void queryClient.invalidateQueries({ queryKey: ['leads'] })
  }
}
