import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useCan, useOrganization } from '#web/app/session.ts'
import type { EventSearch } from '#web/events/search.ts'
import { eventNames } from '#web/events/event-names.ts'
import { eventTitle, nounTitle } from '#web/events/words.ts'
import { membersQuery } from '#web/organizations/queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { TextField } from '#web/ui/field.tsx'

/** Who, what, when and about which thing: all of it in the address. */
export function EventFilters({ search }: { search: EventSearch }) {
  const navigate = useNavigate({ from: '/app/$slug/activity' })
  const set = (changes: { [K in keyof EventSearch]: string | undefined }) => {
    const wanted = Object.entries({ ...search, ...changes, cursor: undefined }).filter(([, value]) => value)
    void navigate({ search: Object.fromEntries(wanted), replace: true })
  }

  return (
    <div className="grid grid-cols-2 items-end gap-x-3 gap-y-2 pb-4 md:flex md:flex-wrap print:hidden">
      <div className="md:w-48">
        <Select label="Show" value={search.name ?? ''} onChange={(event) => set({ name: event.target.value })}>
          <option value="">Everything</option>
          <NameOptions current={search.name} />
        </Select>
      </div>
      <Who current={search.actor_id} onChange={(actor_id) => set({ actor_id })} />
      <div className="md:w-40">
        <TextField
          label="From"
          type="date"
          value={search.from ?? ''}
          max={search.to}
          onChange={(event) => set({ from: event.target.value })}
        />
      </div>
      <div className="md:w-40">
        <TextField
          label="To"
          type="date"
          value={search.to ?? ''}
          min={search.from}
          onChange={(event) => set({ to: event.target.value })}
        />
      </div>
      {search.subject_id && (
        <Button onClick={() => set({ subject_id: undefined })} className="max-md:col-span-2">
          One record only: show all
          <X aria-hidden />
        </Button>
      )}
      {Object.keys(search).length > 0 && (
        <Button
          variant="ghost"
          onClick={() => void navigate({ search: {}, replace: true })}
          className="max-md:col-span-2"
        >
          Show everything
        </Button>
      )}
    </div>
  )
}

/** Kinds of things, each with what can happen to it. */
function NameOptions({ current }: { current: string | undefined }) {
  const names = [...new Set([...Object.keys(eventNames), ...(current?.includes('.') ? [current] : [])])]
  const byNoun = Map.groupBy(names, (name) => name.split('.')[0]!)
  if (current && !current.includes('.') && !byNoun.has(current)) byNoun.set(current, [])
  return [...byNoun].map(([noun, ofNoun]) => (
    <optgroup key={noun} label={nounTitle(noun)}>
      {ofNoun.length !== 1 && <option value={noun}>{nounTitle(noun)}: all</option>}
      {ofNoun.map((name) => (
        <option key={name} value={name}>
          {eventTitle(name)}
        </option>
      ))}
    </optgroup>
  ))
}

/** The team, for those who may see it; and whoever the address names, who may have left. */
function Who({ current, onChange }: { current: string | undefined; onChange: (id: string | undefined) => void }) {
  const { id } = useOrganization()
  const canSeeTeam = useCan('members.read')
  const members = useQuery({ ...membersQuery(id), enabled: canSeeTeam }).data?.data ?? []
  if (!canSeeTeam && !current) return null
  const isUnknown = current !== undefined && members.every((member) => member.id !== current)
  return (
    <div className="md:w-48">
      <Select label="Who" value={current ?? ''} onChange={(event) => onChange(event.target.value)}>
        <option value="">Everybody</option>
        {members.map((member) => (
          <option key={member.id} value={member.id}>
            {member.name}
          </option>
        ))}
        {isUnknown && <option value={current}>One person or key</option>}
      </Select>
    </div>
  )
}
