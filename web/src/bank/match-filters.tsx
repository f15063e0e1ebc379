import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { accountsQuery, type BankTotals, importQuery } from '#web/bank/queries.ts'
import type { BankSearch } from '#web/bank/search.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { inputClass } from '#web/ui/field.tsx'
import { FilterTabs, SearchField } from '#web/ui/list-controls.tsx'
import { BankLink } from '#web/bank/bank-link.tsx'

/** Standing, words, account and statement, all of it in the address. */
export function MatchFilters({ search, totals }: { search: BankSearch; totals: BankTotals | undefined }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-3">
      <FilterTabs
        label="Lines by standing"
        param="show"
        clears="row"
        value={search.show}
        options={[
          { value: undefined, label: 'Unmatched', count: totals?.open.count },
          { value: 'matched', label: 'Matched', count: totals?.matched.count },
          { value: 'on_hold', label: 'On hold', count: totals?.on_hold.count },
          { value: 'ignored', label: 'Ignored', count: totals?.ignored.count },
          { value: 'all', label: 'All lines' },
        ]}
      />
      {search.import && <ImportChip search={search} id={search.import} />}
      <div className="flex flex-wrap items-center gap-2 max-md:w-full lg:ml-auto">
        <AccountChoice search={search} />
        <SearchField clears="row" label="Search lines" placeholder="Text, payer or amount" value={search.q} />
      </div>
    </div>
  )
}

/** Only where there is a choice. */
function AccountChoice({ search }: { search: BankSearch }) {
  const { data } = useQuery(accountsQuery('all'))
  const navigate = useNavigate({ from: '/app/$slug/bank/$' })
  if (!data || (data.data.length < 2 && !search.account)) return null
  return (
    <select
      aria-label="Bank account"
      value={search.account ?? ''}
      onChange={(event) =>
        void navigate({
          to: '.',
          search: { show: search.show, q: search.q, account: event.target.value || undefined },
          replace: true,
        })
      }
      className={`${inputClass} h-8 w-auto max-w-56 max-md:w-full max-md:max-w-none`}
    >
      <option value="">All accounts</option>
      {data.data.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}

function ImportChip({ search, id }: { search: BankSearch; id: string }) {
  const { data } = useQuery(importQuery(id))
  return (
    <BankLink
      search={{ ...search, import: undefined, row: undefined, cursor: undefined }}
      className={buttonClass('secondary', 'sm')}
    >
      <span className="max-w-48 truncate">{data?.file_name ?? 'One statement'}</span>
      <X aria-hidden />
      <span className="sr-only">Remove filter</span>
    </BankLink>
  )
}
