import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Archive, ArchiveRestore, Plus } from 'lucide-react'
import { useState } from 'react'
import type { Coupon } from '#modules/plans/coupon-schemas.ts'
import { today } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { CouponDialog } from '#web/plans/coupon-dialog.tsx'
import { offWords, redemptionWords } from '#web/plans/coupon-words.ts'
import { couponsQuery } from '#web/plans/queries.ts'
import type { PlanSearch } from '#web/plans/search.ts'
import { useArchiveCoupon } from '#web/plans/use-action.ts'
import { SellingTabs } from '#web/subscriptions/selling-tabs.tsx'
import { Badge, StatusBadge } from '#web/ui/badge.tsx'
import { Button, buttonClass, IconButton } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText } from '#web/ui/date.tsx'
import { FilterTabs, Pager, SearchField } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/coupons')

export function CouponsPage() {
  const search = route.useSearch()
  const query = useQuery(couponsQuery(search))
  const canWrite = useCan('plans.write')
  const [isMaking, setMaking] = useState(false)
  const open = () => setMaking(true)
  return (
    <>
      <PageHeader title="Coupons">
        {canWrite && (
          <Button variant="primary" onClick={open}>
            <Plus aria-hidden />
            New coupon
          </Button>
        )}
      </PageHeader>
      <SellingTabs />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-3">
        <FilterTabs
          label="Coupons by state"
          param="active"
          value={search.active}
          options={[
            { value: undefined, label: 'On offer' },
            { value: 'no', label: 'Archived' },
          ]}
        />
        <div className="max-md:w-full md:ml-auto">
          <SearchField label="Search coupons" placeholder="Code or name" value={search.q} />
        </div>
      </div>
      <DataTable
        caption="Coupons"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        empty={<NoCoupons search={search} {...(canWrite && { onMake: open })} />}
        skeletonRows={6}
      />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
      {isMaking && <CouponDialog onClose={() => setMaking(false)} />}
    </>
  )
}

const columns: Column<Coupon>[] = [
  {
    id: 'code',
    header: 'Code',
    phone: 'title',
    cell: ({ code }) => <span className="font-medium">{code}</span>,
  },
  {
    id: 'name',
    header: 'Name',
    cell: ({ name }) => <span className="block truncate text-ink-2">{name}</span>,
    className: 'md:w-full md:max-w-0',
  },
  { id: 'off', header: 'Takes off', phone: 'sub', cell: offWords },
  { id: 'redeemed', header: 'Redeemed', align: 'right', phone: 'amount', cell: redemptionWords },
  {
    id: 'expires',
    header: 'Until',
    cell: ({ expires_date }) =>
      expires_date ? <DateText value={expires_date} /> : <span className="text-ink-3">No end</span>,
    className: 'text-ink-2 max-lg:hidden',
  },
  { id: 'state', header: 'State', cell: (coupon) => <CouponBadge coupon={coupon} />, className: 'max-lg:hidden' },
  {
    id: 'actions',
    header: <span className="sr-only">Actions</span>,
    phone: 'status',
    cell: (coupon) => <ArchiveButton coupon={coupon} />,
  },
]

function CouponBadge({ coupon }: { coupon: Coupon }) {
  const { archived_at, expires_date, max_redemptions, redemption_count } = coupon
  if (archived_at) return <StatusBadge status="archived" />
  if (expires_date !== null && expires_date < today()) return <Badge tone="mute">Expired</Badge>
  if (max_redemptions !== null && redemption_count >= max_redemptions) return <Badge tone="warn">Used up</Badge>
  return <StatusBadge status="active" />
}

function ArchiveButton({ coupon }: { coupon: Coupon }) {
  const { archive, restore, isBusy } = useArchiveCoupon(coupon)
  const canWrite = useCan('plans.write')
  if (!canWrite) return null
  const isArchived = coupon.archived_at !== null
  return (
    <IconButton
      label={`${isArchived ? 'Restore' : 'Archive'} ${coupon.code}`}
      disabled={isBusy}
      onClick={() => void (isArchived ? restore() : archive())}
    >
      {isArchived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
    </IconButton>
  )
}

function NoCoupons({ search, onMake }: { search: PlanSearch; onMake?: () => void }) {
  if (search.q || search.cursor)
    return (
      <Empty
        title="No coupon matches"
        action={
          <Link from="/app/$slug" to="/app/$slug/coupons" className={buttonClass()}>
            Clear filters
          </Link>
        }
      >
        Search by a part of the code or name.
      </Empty>
    )
  if (search.active === 'no') return <Empty title="Nothing is archived">What is redeemed no more is kept here.</Empty>
  return (
    <Empty
      title="No coupons yet"
      action={
        onMake && (
          <Button size="lg" onClick={onMake}>
            Make the first coupon
          </Button>
        )
      }
    >
      A coupon takes something off what a subscription costs.
    </Empty>
  )
}
