import { useQuery } from '@tanstack/react-query'
import type { CardDispute } from '#modules/stripe/card-schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { disputesQuery } from '#web/stripe/queries.ts'
import { disputeStates } from '#web/stripe/words.ts'
import { Badge } from '#web/ui/badge.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText } from '#web/ui/date.tsx'
import { Empty } from '#web/ui/state.tsx'
import { useTitle } from '#web/ui/title.ts'

const columns: Column<CardDispute>[] = [
  { id: 'invoice', header: 'Invoice', phone: 'title', cell: ({ invoice_number }) => invoice_number },
  { id: 'customer', header: 'Customer', phone: 'sub', cell: ({ customer_name }) => customer_name },
  { id: 'reason', header: 'Reason', cell: ({ reason }) => reason.replaceAll('_', ' ') },
  {
    id: 'status',
    header: 'State',
    phone: 'status',
    cell: ({ status }) => <Badge tone={disputeStates[status][0]}>{disputeStates[status][1]}</Badge>,
  },
  {
    id: 'respond',
    header: 'Respond by',
    cell: ({ respond_by, status }) =>
      respond_by && status === 'open' ? <DateText value={respond_by.slice(0, 10)} /> : '',
  },
  { id: 'fee', header: 'Fee', align: 'right', cell: ({ fee_cents }) => formatMoney(fee_cents) },
  {
    id: 'amount',
    header: 'Amount',
    align: 'right',
    phone: 'amount',
    cell: ({ amount_cents }) => formatMoney(amount_cents),
  },
]

/** Payments that card holders want back through their bank. */
export function DisputesPage() {
  useTitle('Disputes', 'Card payments')
  const query = useQuery(disputesQuery())
  return (
    <DataTable
      caption="Card disputes"
      columns={columns}
      query={query}
      rowId={({ id }) => id}
      rowLink={({ payment_id, invoice_id }) =>
        payment_id
          ? { to: '/app/$slug/payments/$id', params: { id: payment_id } }
          : { to: '/app/$slug/invoices/$id', params: { id: invoice_id } }
      }
      empty={
        <Empty title="No disputes">
          When a card holder takes a payment back through their bank, it stands here with the day until which Stripe
          takes your evidence.
        </Empty>
      }
    />
  )
}
