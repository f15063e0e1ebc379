import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Archive, ArchiveRestore, Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import type { Meter } from '#modules/usage/schemas.ts'
import { useCan, useOrganization } from '#web/app/session.ts'
import { metersQuery } from '#web/plans/queries.ts'
import { unitsOf } from '#web/plans/words.ts'
import { SellingTabs } from '#web/subscriptions/selling-tabs.tsx'
import { StatusBadge } from '#web/ui/badge.tsx'
import { Button, IconButton } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty } from '#web/ui/state.tsx'
import { aggregationWords } from '#web/usage/aggregation-words.ts'
import { MeterDialog } from '#web/usage/meter-dialog.tsx'
import { MeterExample } from '#web/usage/meter-example.tsx'
import { useArchiveMeter } from '#web/usage/use-archive-meter.ts'

/** What is counted, and how a program tells that it was used. */
export function MetersPage() {
  const { slug } = useOrganization()
  const query = useQuery(metersQuery)
  const canWrite = useCan('plans.write')
  const [isMaking, setMaking] = useState(false)
  const meters = query.data?.data ?? []
  const first = meters.find(({ archived_at }) => archived_at === null)
  return (
    <>
      <PageHeader
        title="Meters"
        section="Usage"
        back={
          <Link to="/app/$slug/usage/$" params={{ slug, _splat: '' }} className={backClass}>
            Usage
          </Link>
        }
      >
        {canWrite && (
          <Button variant="primary" onClick={() => setMaking(true)}>
            <Plus aria-hidden />
            New meter
          </Button>
        )}
      </PageHeader>
      <SellingTabs />
      <div className="grid gap-6">
        <DataTable
          caption="Meters"
          columns={columns}
          query={query}
          rowId={({ id }) => id}
          empty={
            <Empty
              title="No meters yet"
              action={
                canWrite && (
                  <Button size="lg" onClick={() => setMaking(true)}>
                    Make the first meter
                  </Button>
                )
              }
            >
              A meter counts what customers use, such as messages or calls, for prices that are charged by use.
            </Empty>
          }
          skeletonRows={4}
        />
        {first && <MeterExample key={first.id} meters={meters.filter(({ archived_at }) => archived_at === null)} />}
      </div>
      {isMaking && <MeterDialog onClose={() => setMaking(false)} />}
    </>
  )
}

const columns: Column<Meter>[] = [
  {
    id: 'name',
    header: 'Name',
    phone: 'title',
    cell: ({ name }) => <span className="block truncate font-medium">{name}</span>,
    className: 'md:w-1/3 md:max-w-0',
  },
  {
    id: 'code',
    header: 'Code',
    cell: ({ code }) => <span className="block max-w-48 truncate font-mono text-xs">{code}</span>,
    className: 'text-ink-2 max-lg:hidden',
  },
  {
    id: 'counts',
    header: 'Counts',
    phone: 'sub',
    cell: ({ unit, aggregation }) => (
      <span className="block truncate">
        {unitsOf(unit)}, {aggregationWords[aggregation][0].toLowerCase()}
      </span>
    ),
    className: 'text-ink-2 md:w-full md:max-w-0',
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ archived_at }) => <StatusBadge status={archived_at ? 'archived' : 'active'} />,
  },
  {
    id: 'actions',
    header: <span className="sr-only">Actions</span>,
    phone: 'status',
    cell: (meter) => <MeterActions meter={meter} />,
  },
]

function MeterActions({ meter }: { meter: Meter }) {
  const { archive, restore, isBusy } = useArchiveMeter(meter)
  const [isEditing, setEditing] = useState(false)
  if (!useCan('plans.write')) return null
  const isArchived = meter.archived_at !== null
  return (
    <span className="inline-flex">
      {!isArchived && (
        <IconButton label={`Edit ${meter.name}`} onClick={() => setEditing(true)}>
          <Pencil aria-hidden />
        </IconButton>
      )}
      <IconButton
        label={`${isArchived ? 'Restore' : 'Archive'} ${meter.name}`}
        disabled={isBusy}
        onClick={() => void (isArchived ? restore() : archive())}
      >
        {isArchived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
      </IconButton>
      {isEditing && <MeterDialog meter={meter} onClose={() => setEditing(false)} />}
    </span>
  )
}
