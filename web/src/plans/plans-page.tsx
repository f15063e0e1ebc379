import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Plan } from '#modules/plans/schemas.ts'
import { useCan, useOrganization } from '#web/app/session.ts'
import { CatalogueBar, CatalogueEmpty } from '#web/plans/catalogue-list.tsx'
import { MoveButtons } from '#web/plans/move-buttons.tsx'
import { PlanBadges } from '#web/plans/plan-badges.tsx'
import { PlanDialog } from '#web/plans/plan-dialog.tsx'
import { metersQuery, planListQuery } from '#web/plans/queries.ts'
import { priceInWords } from '#web/plans/words.ts'
import { pricesOnSaleQuery } from '#web/subscriptions/queries.ts'
import { SellingTabs } from '#web/subscriptions/selling-tabs.tsx'
import { Button } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { Pager } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'

const route = getRouteApi('/app/$slug/plans/')

export function PlansPage() {
  const search = route.useSearch()
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const query = useQuery(planListQuery(search))
  const canWrite = useCan('plans.write')
  const [isMaking, setMaking] = useState(false)
  const [told, setTold] = useState('')
  const open = () => setMaking(true)
  const plans = query.data?.data ?? []
  // A part of the list has no places to show.
  const canMove =
    canWrite && plans.length > 1 && !query.data?.next_cursor && !search.q && !search.cursor && !search.active
  const order: Column<Plan> = {
    id: 'order',
    header: <span className="sr-only">Order</span>,
    phone: 'amount',
    cell: (plan) => <MoveButtons plan={plan} plans={plans} onMoved={setTold} />,
  }

  return (
    <>
      <PageHeader title="Plans">
        {canWrite && (
          <Button variant="primary" onClick={open}>
            <Plus aria-hidden />
            New plan
          </Button>
        )}
      </PageHeader>
      <SellingTabs />
      <CatalogueBar noun="Plan" placeholder="Name or code" search={search} />
      <DataTable
        caption="Plans"
        columns={canMove ? [...columns, order] : columns}
        query={query}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/app/$slug/plans/$id', params: { slug, id } })}
        empty={
          <CatalogueEmpty
            noun="Plan"
            search={search}
            what="A plan is what customers subscribe to, at one of its prices."
            archived="What is sold no more is kept here."
            {...(canWrite && { onMake: open })}
          />
        }
        skeletonRows={6}
      />
      <p role="status" className="sr-only">
        {told}
      </p>
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
      {isMaking && (
        <PlanDialog
          onClose={() => setMaking(false)}
          onSaved={({ id }) => void navigate({ to: '/app/$slug/plans/$id', params: { slug, id } })}
        />
      )}
    </>
  )
}

const columns: Column<Plan>[] = [
  {
    id: 'name',
    header: 'Name',
    phone: 'title',
    cell: ({ name }) => <span className="block truncate">{name}</span>,
    className: 'md:w-1/4 md:max-w-0',
  },
  {
    id: 'prices',
    header: 'Prices today',
    phone: 'sub',
    cell: ({ id }) => <PriceSummary planId={id} />,
    className: 'md:w-full md:max-w-0',
  },
  { id: 'badges', header: 'Standing', phone: 'status', cell: (plan) => <PlanBadges plan={plan} /> },
  {
    id: 'trial',
    header: 'Trial',
    cell: ({ trial_days }) => (trial_days > 0 ? `${trial_days} days` : <span className="text-ink-3">–</span>),
    className: 'text-ink-2 max-lg:hidden',
  },
  {
    id: 'code',
    header: 'Code',
    cell: ({ code }) => <span className="block max-w-48 truncate font-mono text-xs">{code}</span>,
    className: 'text-ink-2 max-lg:hidden',
  },
]

function PriceSummary({ planId }: { planId: string }) {
  const { data } = useQuery(pricesOnSaleQuery(planId))
  const { data: meters } = useQuery({ ...metersQuery, enabled: useCan('usage.read') })
  if (!data) return null
  const words = data.data.map((price) =>
    priceInWords(price, meters?.data.find(({ id }) => id === price.meter_id)?.unit),
  )
  return (
    <span className="block truncate text-ink-2 tabular-nums">
      {words.length > 0 ? words.toReversed().join(' · ') : 'No price yet'}
    </span>
  )
}
