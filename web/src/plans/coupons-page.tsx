import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Archive, ArchiveRestore, Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import type { Coupon } from '#modules/plans/coupon-schemas.ts'
import { today } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { CatalogueBar, CatalogueEmpty } from '#web/plans/catalogue-list.tsx'
import { CouponDialog } from '#web/plans/coupon-dialog.tsx'
import { offWords, redemptionWords } from '#web/plans/coupon-words.ts'
import { EditCouponDialog } from '#web/plans/edit-coupon-dialog.tsx'
import { couponsQuery } from '#web/plans/queries.ts'
import { useArchiveCoupon } from '#web/plans/use-action.ts'
import { SellingTabs } from '#web/subscriptions/selling-tabs.tsx'
import { Badge, StatusBadge } from '#web/ui/badge.tsx'
import { Button, IconButton } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText } from '#web/ui/date.tsx'
import { Pager } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'

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
      <CatalogueBar noun="Coupon" placeholder="Code or name" search={search} />
      <DataTable
        caption="Coupons"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        empty={
          <CatalogueEmpty
            noun="Coupon"
            search={search}
            what="A coupon takes something off what a subscription costs."
            archived="What is redeemed no more is kept here."
            {...(canWrite && { onMake: open })}
          />
        }
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
    cell: ({ code }) => <span className="block max-w-56 truncate font-medium">{code}</span>,
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
    cell: (coupon) => <CouponActions coupon={coupon} />,
  },
]

function CouponBadge({ coupon }: { coupon: Coupon }) {
  const { archived_at, expires_date, max_redemptions, redemption_count } = coupon
  if (archived_at) return <StatusBadge status="archived" />
  if (expires_date !== null && expires_date < today()) return <Badge tone="mute">Expired</Badge>
  if (max_redemptions !== null && redemption_count >= max_redemptions) return <Badge tone="warn">Used up</Badge>
  return <StatusBadge status="active" />
}

function CouponActions({ coupon }: { coupon: Coupon }) {
  const { archive, restore, isBusy } = useArchiveCoupon(coupon)
  const [isEditing, setEditing] = useState(false)
  if (!useCan('plans.write')) return null
  const isArchived = coupon.archived_at !== null
  return (
    <span className="inline-flex">
      {!isArchived && (
        <IconButton label={`Edit ${coupon.code}`} onClick={() => setEditing(true)}>
          <Pencil aria-hidden />
        </IconButton>
      )}
      <IconButton
        label={`${isArchived ? 'Restore' : 'Archive'} ${coupon.code}`}
        disabled={isBusy}
        onClick={() => void (isArchived ? restore() : archive())}
      >
        {isArchived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
      </IconButton>
      {isEditing && <EditCouponDialog coupon={coupon} onClose={() => setEditing(false)} />}
    </span>
  )
}
