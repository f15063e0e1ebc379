import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { PastBulkEdit } from '#modules/leads/bulk-schemas.ts'
import type { LeadStage } from '#modules/leads/stage-schemas.ts'
import { formatCount, formatDateTime } from '#web/api/format.ts'
import { messageOf } from '#web/api/problem.ts'
import { undoBulkEdit } from '#web/leads/api.ts'
import { bulkEditsQuery, stagesQuery } from '#web/leads/queries.ts'
import { type Team, useTeam } from '#web/leads/use-team.ts'
import { leadsWord } from '#web/leads/words.ts'
import { Button } from '#web/ui/button.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Empty, ErrorState, Skeleton } from '#web/ui/state.tsx'

/** What was done to many leads at once since yesterday, each to be undone once. */
export default function RecentChanges({ onClose }: { onClose: () => void }) {
  const { data, error, refetch } = useQuery(bulkEditsQuery)
  const stages = useQuery(stagesQuery).data?.data ?? []
  const team = useTeam()
  return (
    <Dialog
      title="Recent changes"
      description="Changes of many leads at once can be undone for 24 hours."
      onClose={onClose}
    >
      {data ? (
        data.data.length > 0 ? (
          <ul className="divide-y divide-line">
            {data.data.map((edit) => (
              <Change key={edit.id} edit={edit} words={wordsOf(edit.changes, stages, team)} />
            ))}
          </ul>
        ) : (
          <Empty title="Nothing to undo">Nobody changed many leads at once in the last 24 hours.</Empty>
        )
      ) : error ? (
        <ErrorState title="Changes could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : (
        <div className="grid gap-3 py-3">
          <Skeleton />
          <Skeleton className="h-4 w-2/3" />
        </div>
      )}
    </Dialog>
  )
}

function Change({ edit, words }: { edit: PastBulkEdit; words: string }) {
  const queryClient = useQueryClient()
  // The button goes away with what it undid: the focus stays in its row.
  const row = useRef<HTMLLIElement>(null)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const { changed_count } = edit
  async function undo() {
    setBusy(true)
    setProblem(undefined)
    try {
      await undoBulkEdit(edit.id)
      row.current?.focus()
    } catch (error) {
      setProblem(messageOf(error))
    }
    await queryClient.invalidateQueries({ queryKey: ['leads'] })
    setBusy(false)
  }
  const count = `${formatCount(changed_count)} ${leadsWord(changed_count)}`
  return (
    <li ref={row} tabIndex={-1} className="flex items-center gap-3 py-3 focus:outline-none">
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium wrap-anywhere text-ink">
          {count} {words}
        </p>
        <p className="text-sm text-ink-2">
          {edit.actor_name}, <TimeText value={edit.created_at} />
        </p>
        {edit.undone_at && <p className="text-sm text-ink-2">{resultOf(edit)}</p>}
        {problem && (
          <p role="alert" className="text-sm text-bad">
            {problem}
          </p>
        )}
      </div>
      {!edit.undone_at && (
        <Button
          size="sm"
          busy={isBusy}
          busyLabel="Undoing…"
          aria-label={`Undo: ${count} ${words}`}
          onClick={() => void undo()}
        >
          Undo
        </Button>
      )}
    </li>
  )
}

function resultOf({ undone_by_name, changed_count, restored_count }: PastBulkEdit): string {
  const restored = restored_count ?? 0
  const left = changed_count - restored
  const stay = left > 0 ? `, ${formatCount(left)} left as ${left === 1 ? 'it is' : 'they are'}` : ''
  return `Undone by ${undone_by_name}: ${formatCount(restored)} put back${stay}`
}

function wordsOf(changes: PastBulkEdit['changes'], stages: LeadStage[], { nameOf }: Team): string {
  const { stage_id, owner_user_id, source, next_follow_up_at, add_tags = [], remove_tags = [], archived } = changes
  const stage = stages.find(({ id }) => id === stage_id)?.name ?? 'a stage that is gone'
  return [
    stage_id && `moved to ${stage}`,
    owner_user_id && `assigned to ${nameOf(owner_user_id)}`,
    owner_user_id === null && 'left without an owner',
    source && `given the source ${source}`,
    next_follow_up_at && `to follow up on ${formatDateTime(next_follow_up_at)}`,
    next_follow_up_at === null && 'left without a follow-up',
    add_tags.length > 0 && `tagged ${add_tags.join(', ')}`,
    remove_tags.length > 0 && `no longer tagged ${remove_tags.join(', ')}`,
    archived === true && 'archived',
    archived === false && 'restored',
  ]
    .filter(Boolean)
    .join('; ')
}
