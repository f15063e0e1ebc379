import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { TrialBalance } from '#modules/journal/schemas.ts'
import { formatAmount, formatDate, today } from '#web/api/format.ts'
import { accountNames, trialBalanceQuery } from '#web/journal/queries.ts'
import { TextField } from '#web/ui/field.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/books')

/** What every account comes to on a day; each leads to its entries. */
export function TrialBalanceView() {
  const { as_of } = route.useSearch()
  const navigate = useNavigate({ from: '/app/$slug/books' })
  const { data, error, isPlaceholderData, refetch } = useQuery(trialBalanceQuery(as_of))
  return (
    <>
      <div className="w-44 pb-3 print:hidden">
        <TextField
          label="As of"
          type="date"
          value={as_of ?? data?.as_of_date ?? today()}
          onChange={(event) => void navigate({ search: { as_of: event.target.value || undefined }, replace: true })}
        />
      </div>
      {error && !data && (
        <ErrorState title="The trial balance could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
      {!error && !data && <Skeleton className="h-96 w-full max-w-3xl" />}
      {data && <Accounts balance={data} isStale={isPlaceholderData} />}
    </>
  )
}

function Accounts({ balance, isStale }: { balance: TrialBalance; isStale: boolean }) {
  const shown = balance.accounts.map(({ account, balance_cents: cents }) => ({
    account,
    debit: Math.max(0, cents),
    credit: Math.max(0, -cents),
  }))
  const total = (side: 'debit' | 'credit') => shown.reduce((sum, each) => sum + each[side], 0)
  return (
    <div className="max-w-3xl overflow-hidden rounded-lg border border-line bg-surface shadow-card">
      <table className={`w-full text-sm tabular-nums transition-opacity ${isStale ? 'opacity-60' : ''}`}>
        <caption className="sr-only">Trial balance as of {formatDate(balance.as_of_date)}</caption>
        <thead>
          <tr className="border-b border-line bg-sunken/50 text-left text-xs text-ink-2">
            <th scope="col" className="px-4 py-2 font-medium">
              Account
            </th>
            <th scope="col" className="px-3 py-2 text-right font-medium">
              Debit
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              Credit
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ account, debit, credit }) => (
            <tr key={account} className="border-b border-line">
              <th scope="row" className="px-4 py-1.5 text-left font-normal">
                <Link
                  from="/app/$slug"
                  to="/app/$slug/books"
                  search={{ account, to: balance.as_of_date }}
                  className={`${textLinkClass} pointer-coarse:inline-flex pointer-coarse:min-h-11 pointer-coarse:items-center`}
                >
                  {accountNames[account]}
                </Link>
              </th>
              <Amount cents={debit} />
              <Amount cents={credit} isLast />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="font-medium">
            <th scope="row" className="px-4 py-2 text-left font-medium">
              Total
            </th>
            <td className="px-3 py-2 text-right">{formatAmount(total('debit'))}</td>
            <td className="px-4 py-2 text-right">{formatAmount(total('credit'))}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function Amount({ cents, isLast = false }: { cents: number; isLast?: boolean }) {
  return (
    <td className={`py-1.5 text-right ${isLast ? 'px-4' : 'px-3'}`}>
      {cents === 0 ? <span className="text-ink-3">–</span> : formatAmount(cents)}
    </td>
  )
}
