import { Link } from '@tanstack/react-router'
import type { PlanSearch } from '#web/plans/search.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { FilterTabs, SearchField } from '#web/ui/list-controls.tsx'
import { Empty } from '#web/ui/state.tsx'

/** On offer or archived, and a search: above the lists of plans and of coupons. */
export function CatalogueBar({ noun, placeholder, search }: { noun: string; placeholder: string; search: PlanSearch }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-3">
      <FilterTabs
        label={`${noun}s by state`}
        param="active"
        value={search.active}
        options={[
          { value: undefined, label: 'On offer' },
          { value: 'no', label: 'Archived' },
        ]}
      />
      <div className="max-md:w-full md:ml-auto">
        <SearchField label={`Search ${noun.toLowerCase()}s`} placeholder={placeholder} value={search.q} />
      </div>
    </div>
  )
}

type Props = { noun: 'Plan' | 'Coupon'; search: PlanSearch; what: string; archived: string; onMake?: () => void }

/** Why such a list is empty, and what to do about it. */
export function CatalogueEmpty({ noun, search, what, archived, onMake }: Props) {
  const name = noun.toLowerCase()
  if (search.q || search.cursor)
    return (
      <Empty
        title={`No ${name} matches`}
        action={
          <Link from="/app/$slug" to={`/app/$slug/${noun === 'Plan' ? 'plans' : 'coupons'}`} className={buttonClass()}>
            Clear filters
          </Link>
        }
      >
        Search by a part of the name or code.
      </Empty>
    )
  if (search.active === 'no') return <Empty title="Nothing is archived">{archived}</Empty>
  return (
    <Empty
      title={`No ${name}s yet`}
      action={
        onMake && (
          <Button size="lg" onClick={onMake}>
            Make the first {name}
          </Button>
        )
      }
    >
      {what}
    </Empty>
  )
}
