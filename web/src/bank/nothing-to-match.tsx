import { useQuery } from '@tanstack/react-query'
import { useCan } from '#web/app/session.ts'
import { BankLink } from '#web/bank/bank-link.tsx'
import { type BankTotals, importsQuery } from '#web/bank/queries.ts'
import type { BankSearch } from '#web/bank/search.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { Empty } from '#web/ui/state.tsx'

const nothing = { matched: 'Nothing is matched yet', on_hold: 'Nothing is on hold', ignored: 'Nothing is ignored' }

/** First use leads to the import; what is all done says so; and a filter without a line is dropped. */
export function NothingToMatch({ search, totals }: { search: BankSearch; totals: BankTotals | undefined }) {
  const canWrite = useCan('bank.write')
  const { data: imports } = useQuery(importsQuery({}))
  if (search.q || search.account || search.import)
    return (
      <Empty
        title="No line matches"
        action={
          <BankLink search={search.show ? { show: search.show } : {}} className={buttonClass()}>
            Clear filters
          </BankLink>
        }
      >
        Look for other words, in all accounts or all statements.
      </Empty>
    )
  const importing = canWrite && (
    <BankLink to="import" className={buttonClass('primary')}>
      Import statement
    </BankLink>
  )
  if (imports?.data.length === 0)
    return (
      <Empty title="Money in the bank finds its invoice here" action={importing}>
        Import what your bank exports. What is certain is matched by itself; the rest waits here with suggestions.
      </Empty>
    )
  if (search.show && search.show !== 'all')
    return (
      <Empty
        title={nothing[search.show]}
        action={
          <BankLink className={buttonClass()}>{totals?.open.count ? 'Show what waits' : 'Show unmatched'}</BankLink>
        }
      />
    )
  return (
    <Empty title="All done" action={importing}>
      All money that came in has its place. The next statement brings more.
    </Empty>
  )
}
