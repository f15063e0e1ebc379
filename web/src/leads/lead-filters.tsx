import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ChevronDown, ListFilter, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { formatDate } from '#web/api/format.ts'
import { facetsQuery, stagesQuery } from '#web/leads/queries.ts'
import { boardFilter, isFiltered, type LeadSearch, tableFilter } from '#web/leads/search.ts'
import { useTeam } from '#web/leads/use-team.ts'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { SearchField } from '#web/ui/list-controls.tsx'

type Param = 'owner_user_id' | 'source' | 'tag' | 'follow_up' | 'stage_id' | 'archived'
type Choice = { param: Param; label: string; any: string; options: (readonly [string, string])[] }

const followUps = [
  ['overdue', 'Overdue'],
  ['today', 'Due by tonight'],
  ['none', 'None set'],
] as const

/** Search and filters of board and table, all in the address; on a phone all but the search behind a button. */
export function LeadFilters({
  search,
  isTable,
  children,
}: {
  search: LeadSearch
  isTable: boolean
  children?: ReactNode
}) {
  const [isOpen, setOpen] = useState(false)
  const choices = useChoices(isTable)
  const filter = isTable ? tableFilter(search) : boardFilter(search)
  const count = choices.filter(({ param }) => search[param] !== undefined).length
  const selects = choices.map((choice) => <FilterSelect key={choice.param} choice={choice} search={search} />)
  return (
    <div className="flex flex-wrap items-center gap-2 pb-3 print:hidden">
      <SearchField label="Search leads" placeholder="Name, company, e-mail, phone" value={search.q} />
      <div className="flex flex-wrap items-center gap-2 max-md:hidden">{selects}</div>
      <Button className="md:hidden" onClick={() => setOpen(true)}>
        <ListFilter aria-hidden />
        Filters{count > 0 && ` (${count})`}
      </Button>
      {isTable && (search.from || search.to) && <CameIn search={search} />}
      {isFiltered(filter) && <ClearFilters search={search} />}
      <div className="ml-auto flex items-center gap-2">{children}</div>
      {isOpen && (
        <Dialog title="Filter leads" onClose={() => setOpen(false)}>
          <div className="grid gap-3">
            {selects}
            <div className="flex justify-end pt-2">
              <Button variant="primary" onClick={() => setOpen(false)}>
                Show leads
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </div>
  )
}

function useChoices(isTable: boolean): Choice[] {
  const { me, people } = useTeam()
  const facets = useQuery(facetsQuery)
  const stages = useQuery({ ...stagesQuery, enabled: isTable })
  const owners = people.map(({ id, name }) => [id, id === me.id ? 'Mine' : name] as const)
  const same = (words: string[] | undefined) => (words ?? []).map((word) => [word, word] as const)
  return [
    { param: 'owner_user_id', label: 'Owner', any: 'Any owner', options: [...owners, ['none', 'Nobody’s']] },
    { param: 'source', label: 'Source', any: 'Any source', options: same(facets.data?.sources) },
    { param: 'tag', label: 'Tag', any: 'Any tag', options: same(facets.data?.tags) },
    { param: 'follow_up', label: 'Follow-up', any: 'Any follow-up', options: [...followUps] },
    ...(isTable
      ? [
          {
            param: 'stage_id' as const,
            label: 'Stage',
            any: 'Any stage',
            options: (stages.data?.data ?? []).map(({ id, name }) => [id, name] as const),
          },
          {
            param: 'archived' as const,
            label: 'Archived',
            any: 'Not archived',
            options: [['yes', 'Archived']] as const,
          },
        ].map((choice) => ({ ...choice, options: [...choice.options] }))
      : []),
  ]
}

const isId = (value: string) => /^[0-9a-f-]{36}$/.test(value)

function FilterSelect({ choice, search }: { choice: Choice; search: LeadSearch }) {
  const navigate = useNavigate({ from: '/app/$slug/leads/$' })
  const value = search[choice.param] ?? ''
  // A copied link may name what is not offered here.
  const isKnown = value === '' || choice.options.some(([each]) => each === value)
  return (
    <span className="relative">
      <select
        aria-label={choice.label}
        value={value}
        onChange={({ target }) =>
          void navigate({
            to: '.',
            search: { ...search, [choice.param]: target.value || undefined } as never,
            replace: true,
          })
        }
        className={cx(
          'h-8 max-w-38 appearance-none truncate rounded-md border bg-surface pr-7 pl-2.5 text-sm hover:border-ink-3 max-md:max-w-none max-md:w-full pointer-coarse:h-11 pointer-coarse:text-[1rem]',
          value ? 'border-primary font-medium text-ink' : 'border-line-strong/60 text-ink-2',
        )}
      >
        <option value="">{choice.any}</option>
        {!isKnown && <option value={value}>{isId(value) ? 'No longer there' : value}</option>}
        {choice.options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 right-2 my-auto size-4 text-ink-3" />
    </span>
  )
}

/** The days that another page asked for; here they can only be taken away. */
function CameIn({ search }: { search: LeadSearch }) {
  const navigate = useNavigate({ from: '/app/$slug/leads/$' })
  const { from, to, ...rest } = search
  const days = [
    from && `from ${formatDate(from)}`,
    to && `to ${formatDate(new Date(Date.parse(to) - 1).toISOString())}`,
  ].filter(Boolean)
  return (
    <Button
      aria-label={`Came ${days.join(' ')}: take this filter away`}
      onClick={() => void navigate({ to: '.', search: rest as never, replace: true })}
    >
      Came {days.join(' ')}
      <X aria-hidden />
    </Button>
  )
}

export function ClearFilters({ search, size = 'md' }: { search: LeadSearch; size?: 'md' | 'lg' }) {
  const navigate = useNavigate({ from: '/app/$slug/leads/$' })
  const { sort, columns } = search
  return (
    <Button
      variant={size === 'lg' ? 'secondary' : 'ghost'}
      size={size}
      onClick={() => void navigate({ to: '.', search: { sort, columns } as never, replace: true })}
    >
      <X aria-hidden />
      Clear filters
    </Button>
  )
}
