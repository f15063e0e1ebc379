import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MyDay } from '#modules/lead-activities/schemas.ts'
import type { LeadCard } from '#modules/leads/board-schemas.ts'
import { formatCount, formatDateTime, formatMoneyCompact } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { Card } from '#web/leads/card.tsx'
import { LeadHead } from '#web/leads/lead-head.tsx'
import { myDayQuery } from '#web/leads/queries.ts'
import type { LeadSearch } from '#web/leads/search.ts'
import { ScoreMark } from '#web/leads/score-mark.tsx'
import { useAct } from '#web/leads/timeline-activity.tsx'
import { followUpWords, isOverdue, spanWords } from '#web/leads/words.ts'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { Empty, ErrorState, Skeleton } from '#web/ui/state.tsx'

/** What is to be done about leads before midnight. */
export function MyDayPage({ search }: { search: LeadSearch }) {
  const { data: day, error, refetch } = useQuery(myDayQuery(search.owner_user_id))
  const isDone = day && day.follow_up_count + day.task_count + day.unanswered_count === 0
  return (
    <>
      <LeadHead page="my-day" search={search} sub={day && subOf(day)} />
      {!day && !error && <Skeleton className="h-64 w-full" />}
      {!day && error && (
        <ErrorState title="Your day could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
      {isDone && (
        <Empty title="Nothing waits for you today">
          Follow-ups and tasks show here when their day comes, and new leads until somebody gets back to them.
        </Empty>
      )}
      {day && !isDone && (
        <div className="grid items-start gap-4 lg:grid-cols-3">
          <Card title="Get back to" figure={formatCount(day.follow_up_count)}>
            <Rows none="Nobody today.">
              {day.follow_ups.map((lead) => (
                <FollowUpRow key={lead.id} lead={lead} />
              ))}
            </Rows>
          </Card>
          <Card title="Tasks" figure={formatCount(day.task_count)}>
            <Rows none="No tasks today.">
              {day.tasks.map((task) => (
                <TaskRow key={task.id} task={task} />
              ))}
            </Rows>
          </Card>
          <Card title="Waiting for an answer" figure={formatCount(day.unanswered_count)}>
            <Rows none="Everybody has heard from you.">
              {day.unanswered.map((lead) => (
                <UnansweredRow key={lead.id} lead={lead} />
              ))}
            </Rows>
          </Card>
        </div>
      )}
    </>
  )
}

const subOf = ({ overdue_count, follow_up_count, task_count }: MyDay) =>
  `${formatCount(follow_up_count)} to get back to${overdue_count ? `, ${formatCount(overdue_count)} overdue` : ''} · ${formatCount(task_count)} ${task_count === 1 ? 'task' : 'tasks'}`

function Rows({ none, children }: { none: string; children: ReactNode[] }) {
  if (children.length === 0) return <p className="text-sm text-ink-2">{none}</p>
  return <ul className="divide-y divide-line">{children}</ul>
}

function Row({
  id,
  name,
  company,
  children,
}: {
  id: string
  name: string
  company: string | null
  children: ReactNode
}) {
  return (
    <li className="grid gap-0.5 py-2 text-sm wrap-anywhere">
      <Link
        from="/app/$slug"
        to="/app/$slug/leads/$"
        params={{ _splat: id }}
        className="font-medium text-ink hover:underline"
      >
        {name}
      </Link>
      {company && <span className="text-ink-2">{company}</span>}
      {children}
    </li>
  )
}

function FollowUpRow({ lead }: { lead: LeadCard }) {
  const at = lead.next_follow_up_at!
  return (
    <Row id={lead.id} name={lead.name} company={lead.company}>
      <span className="flex flex-wrap items-center gap-x-3 text-xs">
        <time
          dateTime={at}
          title={formatDateTime(at)}
          className={cx(isOverdue(at) ? 'font-medium text-bad' : 'text-ink-2')}
        >
          {isOverdue(at) && 'Overdue: '}
          {followUpWords(at)}
        </time>
        <ScoreMark score={lead.score} />
        {lead.estimated_value_cents !== null && (
          <span className="text-ink-2">{formatMoneyCompact(lead.estimated_value_cents)}</span>
        )}
      </span>
    </Row>
  )
}

function TaskRow({ task }: { task: MyDay['tasks'][number] }) {
  const act = useAct()
  const canWrite = useCan('leads.write')
  return (
    <Row id={task.lead_id} name={task.body} company={[task.lead_name, task.lead_company].filter(Boolean).join(', ')}>
      <span className="flex flex-wrap items-center gap-x-3 text-xs">
        <span className={cx(isOverdue(task.due_at) ? 'font-medium text-bad' : 'text-ink-2')}>
          Due {followUpWords(task.due_at!)}
        </span>
        {canWrite && (
          <Button size="sm" onClick={() => void act(task, 'complete')}>
            Done
          </Button>
        )}
      </span>
    </Row>
  )
}

function UnansweredRow({ lead }: { lead: MyDay['unanswered'][number] }) {
  const left = (Date.parse(lead.reply_due_at) - Date.now()) / 60_000
  return (
    <Row id={lead.id} name={lead.name} company={lead.company}>
      <span className="flex flex-wrap items-center gap-x-3 text-xs">
        <span className={cx(left > 0 ? 'text-warn' : 'font-medium text-bad')}>
          {left > 0 ? `Answer within ${spanWords(left)}` : `${spanWords(-left)} late`}
        </span>
        {!lead.owner_user_id && <span className="text-ink-2">Nobody’s</span>}
        <span className="text-ink-2">{lead.source}</span>
      </span>
    </Row>
  )
}
