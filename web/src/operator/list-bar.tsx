import type { OperatorSearch } from '#web/operator/search.ts'
import { FilterTabs, SearchField } from '#web/ui/list-controls.tsx'

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
