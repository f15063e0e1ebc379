import { Link } from '@tanstack/react-router'
import type { OperatorSearch } from '#web/operator/search.ts'
import { FilterTabs, SearchField } from '#web/ui/list-controls.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { Empty } from '#web/ui/state.tsx'

export const openOrDisabled = [
  { value: undefined, label: 'All' },
  { value: 'active', label: 'Active' },
  { value: 'disabled', label: 'Disabled' },
]

export function ListBar({ search, label }: { search: OperatorSearch; label: string }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pb-3">
      <FilterTabs label="State" param="state" value={search.state} options={openOrDisabled} />
      <div className="md:ml-auto max-md:w-full">
        <SearchField label={label} value={search.q} />
      </div>
    </div>
  )
}

/** A console is never empty of people and organisations: what shows none has a filter on. */
export function NoMatch({ title }: { title: string }) {
  return (
    <Empty
      title={title}
      action={
        <Link to="." search={{}} className={buttonClass()}>
          Clear filters
        </Link>
      }
    >
      Look for fewer letters, or in another state.
    </Empty>
  )
}
