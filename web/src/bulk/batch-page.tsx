import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { InvoiceBatch, InvoiceBatchItem } from '#modules/invoice-batches/schemas.ts'
import { formatCount, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { Progress } from '#web/bulk/progress.tsx'
import { batchItemsQuery, batchQuery, cancelBatch } from '#web/bulk/queries.ts'
import type { BatchSearch } from '#web/bulk/search.ts'
import { actionWords, batchState, batchTitle, counted, itemState } from '#web/bulk/words.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { FilterTabs, Pager } from '#web/ui/list-controls.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty, PageError, Skeleton } from '#web/ui/state.tsx'
import { toastError } from '#web/ui/toast.ts'

/** A batch while it goes on, and its report once it is over. */
export function BatchPage({ id, search }: { id: string; search: BatchSearch }) {
  const { data: batch, error, refetch } = useQuery(batchQuery(id))
  useRefreshAtTheEnd(batch)
  if (!batch)
    return error ? (
      <PageError title="The batch could not be loaded" error={error} onRetry={() => void refetch()}>
        <Link from="/app/$slug" to="/app/$slug/invoices/batches/$" params={{ _splat: '' }} className={buttonClass()}>
          All batches
        </Link>
      </PageError>
    ) : (
      <Skeleton className="mt-2 h-64 w-full max-w-4xl" />
    )
  const [tone, word] = batchState[batch.status]
  const { done_count, refused_count, item_count } = batch
  return (
    <>
      <PageHeader
        title={batchTitle(batch)}
        section="Invoices"
        badge={<Badge tone={tone}>{word}</Badge>}
        back={
          <Link from="/app/$slug" to="/app/$slug/invoices/batches/$" params={{ _splat: '' }} className={backClass}>
            Batches
          </Link>
        }
      >
        {batch.status === 'running' && <Cancel id={id} />}
      </PageHeader>
      <div className="grid max-w-4xl gap-5">
        <Progress label="Documents done" done={done_count + refused_count} of={item_count}>
          <p>
            {batch.status === 'running'
              ? `${formatCount(done_count + refused_count)} of ${counted(item_count, actionWords[batch.action].noun)}. You may leave this page.`
              : reportOf(batch)}
          </p>
          <p className="text-ink-3">
            {formatMoney(batch.amount_cents)} in all, started by {batch.started_by}
          </p>
        </Progress>
        <Items batch={batch} search={search} />
      </div>
    </>
  )
}

function reportOf({ action, status, done_count, refused_count, item_count }: InvoiceBatch): string {
  const left = item_count - done_count - refused_count
  return [
    `${actionWords[action].done}: ${formatCount(done_count)}`,
    ...(refused_count ? [`refused: ${formatCount(refused_count)}`] : []),
    ...(status === 'cancelled' && left ? [`not begun: ${formatCount(left)}`] : []),
  ].join(', ')
}

/** What it did is new to every list that is open or remembered. */
function useRefreshAtTheEnd(batch: InvoiceBatch | undefined) {
  const queryClient = useQueryClient()
  const before = useRef(batch?.status)
  useEffect(() => {
    if (before.current === 'running' && batch?.status !== 'running')
      for (const key of ['invoices', 'drafts', 'reports', 'invoice-batches', 'dunning'])
        void queryClient.invalidateQueries({ queryKey: [key] })
    before.current = batch?.status
  }, [batch?.status, queryClient])
}

function Cancel({ id }: { id: string }) {
  const queryClient = useQueryClient()
  const [isBusy, setIsBusy] = useState(false)
  const canCancel = useCan('invoices.send')
  async function cancel() {
    setIsBusy(true)
    await cancelBatch(id).catch((error: unknown) => toastError('The batch was not cancelled', error))
    await queryClient.invalidateQueries({ queryKey: ['invoice-batches'] })
    setIsBusy(false)
  }
  if (!canCancel) return null
  return (
    <Button busy={isBusy} busyLabel="Stopping…" onClick={() => void cancel()}>
      Stop here
    </Button>
  )
}

function Items({ batch, search }: { batch: InvoiceBatch; search: BatchSearch }) {
  const { slug } = useParams({ from: '/app/$slug' })
  const query = useQuery(batchItemsQuery(batch.id, search, batch.status === 'running'))
  const waiting = batch.item_count - batch.done_count - batch.refused_count
  const tabs = [
    { value: undefined, label: 'All', count: batch.item_count },
    { value: 'refused', label: 'Refused', count: batch.refused_count },
    { value: 'done', label: 'Done', count: batch.done_count },
    ...(waiting > 0 ? [{ value: 'waiting', label: 'Not done', count: waiting }] : []),
  ]
  return (
    <section aria-labelledby="items">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-2">
        <h2 id="items" className="text-base font-semibold">
          Documents
        </h2>
        <FilterTabs label="Documents by outcome" param="status" value={search.status} options={tabs} />
      </div>
      <DataTable
        caption="Documents"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        rowLink={({ id, invoice_id, number }) =>
          invoice_id || number
            ? { to: '/app/$slug/invoices/$id', params: { slug, id: invoice_id ?? id } }
            : { to: '/app/$slug/invoices/drafts/$id', params: { slug, id } }
        }
        empty={<Empty title="None of these" />}
        skeletonRows={6}
      />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </section>
  )
}

const columns: Column<InvoiceBatchItem>[] = [
  {
    id: 'number',
    header: 'Document',
    phone: 'title',
    cell: ({ number, customer_name }) => (
      <>
        {number ?? 'Draft'} <span className="font-normal text-ink-2 md:hidden">{customer_name}</span>
      </>
    ),
    className: 'tabular-nums',
  },
  {
    id: 'customer',
    header: 'Customer',
    cell: ({ customer_name }) => <span className="block max-w-48 truncate">{customer_name}</span>,
  },
  {
    id: 'status',
    header: 'Outcome',
    phone: 'status',
    cell: ({ status }) => <Badge tone={itemState[status][0]}>{itemState[status][1]}</Badge>,
  },
  {
    id: 'refusal',
    header: 'Reason',
    phone: 'sub',
    cell: ({ refusal }) => <span className="text-ink-2 md:whitespace-normal">{refusal}</span>,
    className: 'md:w-full max-md:whitespace-normal',
  },
  {
    id: 'amount',
    header: 'Amount',
    align: 'right',
    phone: 'amount',
    cell: ({ amount_cents }) => formatMoney(amount_cents),
  },
]
