import { formatMoney } from '#web/api/format.ts'
import type { RecurringRow } from '#web/recurring-invoices/queries.ts'
import { RecurringBadge } from '#web/recurring-invoices/status.tsx'
import { everyWords } from '#web/recurring-invoices/words.ts'
import type { Column } from '#web/ui/data-table.tsx'
import { DateText } from '#web/ui/date.tsx'

export const columns: Column<RecurringRow>[] = [
  {
    id: 'customer',
    header: 'Customer',
    phone: 'title',
    cell: ({ customer_name }) => <span className="block truncate">{customer_name}</span>,
    className: 'md:w-full md:max-w-0',
  },
  {
    id: 'reference',
    header: 'Reference',
    cell: ({ reference }) => <span className="block max-w-56 truncate text-ink-2">{reference ?? '–'}</span>,
    className: 'max-lg:hidden',
  },
  {
    id: 'status',
    header: 'Status',
    phone: 'status',
    cell: (recurring) => <RecurringBadge {...recurring} />,
  },
  {
    id: 'often',
    header: 'How often',
    cell: (recurring) => <span className="whitespace-nowrap text-ink-2">{everyWords(recurring)}</span>,
  },
  {
    id: 'next',
    header: 'Next',
    phone: 'sub',
    cell: (recurring) => (
      <span className="text-ink-2">
        <span className="md:hidden">{everyWords(recurring)}</span>
        {recurring.next_date ? (
          <>
            <span className="md:hidden">, next </span>
            <DateText value={recurring.next_date} />
          </>
        ) : (
          <span className="text-ink-3 max-md:hidden">–</span>
        )}
      </span>
    ),
  },
  {
    id: 'made',
    header: 'Made',
    align: 'right',
    cell: ({ made_count, end_after_count }) => (
      <span className="text-ink-2">{end_after_count ? `${made_count} of ${end_after_count}` : made_count}</span>
    ),
    className: 'whitespace-nowrap',
  },
  {
    id: 'total',
    header: 'Amount',
    align: 'right',
    phone: 'amount',
    cell: ({ total_amount_cents }) => formatMoney(total_amount_cents),
  },
]
