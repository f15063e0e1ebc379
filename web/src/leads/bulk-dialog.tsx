import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { LeadBulkEdit } from '#modules/leads/schemas.ts'
import type { LeadStage } from '#modules/leads/stage-schemas.ts'
import { formatCount } from '#web/api/format.ts'
import { readTags } from '#web/leads/lead-fields.ts'
import { facetsQuery } from '#web/leads/queries.ts'
import { useTeam } from '#web/leads/use-team.ts'
import { daysToMonday, followUpWords, leadsWord, nineOClock } from '#web/leads/words.ts'
import { Select } from '#web/ui/choice.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'

export type BulkKind = 'stage' | 'owner' | 'tags' | 'source' | 'follow_up' | 'archive' | 'restore'
type Changes = LeadBulkEdit['changes']
type Props = {
  kind: BulkKind
  count: number
  stages: LeadStage[]
  onChange: (changes: Changes, done: string) => Promise<void>
  onClose: () => void
}
type Wanted = { changes: Changes; done: string }

const verbs: Record<BulkKind, string> = {
  stage: 'Move',
  owner: 'Assign',
  tags: 'Tag',
  source: 'Change the source of',
  follow_up: 'Set the follow-up of',
  archive: 'Archive',
  restore: 'Restore',
}

/** One change for many, asked once, with the number of leads in the title and on the button. */
export function BulkDialog({ kind, count, stages, onChange, onClose }: Props) {
  const team = useTeam()
  const facets = useQuery(facetsQuery).data
  const open = stages.filter(({ status }) => status !== 'converted')
  const begin: Partial<Record<BulkKind, string | undefined>> = {
    stage: open[0]?.id,
    owner: team.me.id,
    follow_up: nineOClock(1),
  }
  const [first, setFirst] = useState(begin[kind] ?? '')
  const [second, setSecond] = useState('')
  const [problem, setProblem] = useState<string>()
  const list = useId()
  const words = `${verbs[kind]} ${formatCount(count)} ${leadsWord(count)}`

  function wanted(): Wanted | string {
    if (kind === 'archive' || kind === 'restore') {
      const archived = kind === 'archive'
      return { changes: { archived }, done: archived ? 'archived' : 'back in the lists' }
    }
    if (kind === 'stage') {
      const stage = open.find(({ id }) => id === first)
      return { changes: { stage_id: first }, done: `moved to ${stage?.name ?? 'there'}` }
    }
    if (kind === 'owner')
      return {
        changes: { owner_user_id: first || null },
        done: first ? `assigned to ${team.nameOf(first)}` : 'without an owner',
      }
    if (kind === 'source')
      return first.trim() ? { changes: { source: first.trim() }, done: 'changed' } : 'Type where they came from.'
    if (kind === 'follow_up') return { changes: { next_follow_up_at: first || null }, done: 'changed' }
    const [add_tags, remove_tags] = [readTags(first), readTags(second)]
    if (add_tags.length + remove_tags.length === 0) return 'Type a tag to add or to take away.'
    return {
      changes: { ...(add_tags.length > 0 && { add_tags }), ...(remove_tags.length > 0 && { remove_tags }) },
      done: 'changed',
    }
  }

  async function confirm() {
    const change = wanted()
    if (typeof change === 'string') return setProblem(change)
    return onChange(change.changes, change.done)
  }
  const type = (text: string) => {
    setFirst(text)
    setProblem(undefined)
  }

  return (
    <ConfirmDialog
      title={`${words}?`}
      confirmLabel={words}
      busyLabel="Changing…"
      tone="primary"
      onConfirm={confirm}
      onClose={onClose}
    >
      <div className="grid gap-3 pt-2 text-ink">
        {kind === 'stage' && (
          <Select
            label="To stage"
            hint="Customers stay where they are."
            value={first}
            onChange={({ target }) => type(target.value)}
          >
            {open.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
        {kind === 'owner' && (
          <Select label="To" value={first} onChange={({ target }) => type(target.value)}>
            {team.people.map(({ id, name }) => (
              <option key={id} value={id}>
                {id === team.me.id ? `${name} (you)` : name}
              </option>
            ))}
            <option value="">Nobody</option>
          </Select>
        )}
        {kind === 'source' && (
          <TextField
            label="Source"
            list={list}
            maxLength={60}
            autoComplete="off"
            error={problem}
            value={first}
            onChange={({ target }) => type(target.value)}
          />
        )}
        {kind === 'tags' && (
          <>
            <TextField
              label="Add tags"
              optional
              list={list}
              hint="Separated by commas"
              autoComplete="off"
              error={problem}
              value={first}
              onChange={({ target }) => type(target.value)}
            />
            <TextField
              label="Take tags away"
              optional
              list={list}
              autoComplete="off"
              value={second}
              onChange={({ target }) => setSecond(target.value)}
            />
          </>
        )}
        {kind === 'follow_up' && (
          <Select label="When" value={first} onChange={({ target }) => type(target.value)}>
            {[1, 3, daysToMonday(), 14].map((days, place) => (
              <option key={place} value={nineOClock(days)}>
                {place === 2 ? 'Next Monday' : place === 3 ? 'In two weeks' : followUpWords(nineOClock(days))}
              </option>
            ))}
            <option value="">No follow-up</option>
          </Select>
        )}
        <datalist id={list}>
          {(kind === 'tags' ? facets?.tags : facets?.sources)?.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        {kind === 'archive' && (
          <p className="text-sm text-ink-2">They leave board and lists, and can be brought back.</p>
        )}
        {kind === 'restore' && <p className="text-sm text-ink-2">They come back to board and lists.</p>}
      </div>
    </ConfirmDialog>
  )
}
