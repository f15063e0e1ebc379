import type { Payment } from '#modules/payments/schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { Badge } from '#web/ui/badge.tsx'

type Props = { payment: Pick<Payment, 'reversed_at' | 'amount_unallocated_cents' | 'amount_allocated_cents'> }

/** Where the money of a payment is: it follows from the amounts. */
export function PaymentState({
  payment: { reversed_at, amount_unallocated_cents: free, amount_allocated_cents },
}: Props) {
  if (reversed_at) return <Badge tone="mute">Reversed</Badge>
  if (free > 0) return <Badge tone="info">{formatMoney(free)} credit</Badge>
  return amount_allocated_cents > 0 ? <Badge tone="ok">Settled</Badge> : <Badge tone="mute">Refunded</Badge>
}
