import { useQuery } from '@tanstack/react-query'
import { formatDate } from '#web/api/format.ts'
import { expectedPaymentQuery, paymentHabitQuery } from '#web/forecasts/queries.ts'

/** When the money of an invoice is likely to come, and why. */
export function ExpectedPayment({ invoiceId }: { invoiceId: string }) {
  const { data } = useQuery(expectedPaymentQuery(invoiceId))
  if (!data || data.basis === 'settled') return null
  return (
    <p className="pt-1 text-sm">
      {data.expected_date && (
        <span className="font-medium">
          Expected {data.basis === 'promise' ? 'on' : 'about'} {formatDate(data.expected_date)}.{' '}
        </span>
      )}
      <span className="text-ink-2">{data.words}</span>
    </p>
  )
}

/** How late a customer usually pays, and how far that varies. */
export function HabitLine({ customerId }: { customerId: string }) {
  const { data } = useQuery(paymentHabitQuery(customerId))
  return data ? <p className="text-ink-2">{data.words}</p> : null
}
