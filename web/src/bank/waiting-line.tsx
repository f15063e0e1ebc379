import { useQuery } from '@tanstack/react-query'
import { Landmark } from 'lucide-react'
import { formatCount, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { BankLink } from '#web/bank/bank-link.tsx'
import { totalsQuery } from '#web/bank/queries.ts'

/** On the money page: what came in and waits to be matched, where there is any. */
export function WaitingLine() {
  const canSee = useCan('bank.read')
  const { data } = useQuery({ ...totalsQuery(), enabled: canSee })
  if (!data || data.open.count === 0) return null
  const { open, suggested } = data
  return (
    <BankLink className="flex min-h-12 items-center gap-3 border-t border-line px-5 py-2 hover:bg-hover">
      <Landmark aria-hidden className="size-4 text-ink-3" />
      <span className="flex-1 text-sm text-ink-2">
        Came in and waits to be matched
        <span className="block text-xs text-ink-3">
          {formatCount(open.count)} {open.count === 1 ? 'line' : 'lines'} of the bank
          {suggested.count > 0 && `, ${formatCount(suggested.count)} with a suggestion`}
        </span>
      </span>
      <span className="font-medium tabular-nums">{formatMoney(open.amount_cents)}</span>
    </BankLink>
  )
}
