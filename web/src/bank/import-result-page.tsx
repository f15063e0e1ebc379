import { useQuery } from '@tanstack/react-query'
import { formatCount } from '#web/api/format.ts'
import { BadRows } from '#web/bank/bad-rows.tsx'
import { BankLink } from '#web/bank/bank-link.tsx'
import { accountsQuery, type BankImport, importQuery, isUnderWay, totalsQuery } from '#web/bank/queries.ts'
import { TakeBackButton } from '#web/bank/take-back-button.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PageError, Skeleton } from '#web/ui/state.tsx'

/** How far an import is, and what came of it. */
export function ImportResultPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(importQuery(id))
  const { data: accounts } = useQuery(accountsQuery('all'))
  if (error && !data)
    return (
      <PageError title="The import could not be loaded" error={error} onRetry={() => void refetch()}>
        <BankLink to="imports" className={buttonClass()}>
          All imports
        </BankLink>
      </PageError>
    )
  const account = accounts?.data.find((one) => one.id === data?.bank_account_id)
  return (
    <>
      <PageHeader
        title={data?.file_name ?? 'Import'}
        section="Bank"
        back={
          <BankLink to="imports" className={backClass}>
            Imports
          </BankLink>
        }
      >
        {data && <TakeBackButton bank_import={data} />}
      </PageHeader>
      {!data && <Skeleton className="h-32 w-full max-w-3xl" />}
      {data && (
        <div className="grid max-w-3xl gap-4">
          <section
            aria-live="polite"
            className="grid gap-3 rounded-lg border border-line bg-surface px-5 py-4 shadow-card"
          >
            {isUnderWay(data) ? <UnderWay bank_import={data} /> : <Outcome bank_import={data} />}
            <p className="text-sm text-ink-2">
              {account?.name ?? 'Bank account'} · imported by {data.started_by} <TimeText value={data.created_at} />
            </p>
          </section>
          {data.bad_count > 0 && <BadRows rows={data.bad_rows} count={data.bad_count} />}
        </div>
      )}
    </>
  )
}

function UnderWay({ bank_import: { status, row_count } }: { bank_import: BankImport }) {
  return (
    <div>
      <p className="text-base font-semibold tabular-nums">
        {status === 'reading' && `Reading: ${formatCount(row_count)} lines so far`}
        {status === 'matching' && 'Matching what came in'}
        {status === 'taking_back' && 'Taking it back: matches are undone, then its lines go'}
      </p>
      <p className="text-sm text-ink-2">It goes on by itself; you may leave this page.</p>
    </div>
  )
}

function Outcome({ bank_import }: { bank_import: BankImport }) {
  const { id, status, failure, matched_count, new_count, known_count, doubtful_count } = bank_import
  const { data: totals } = useQuery(totalsQuery({ import: id }))
  if (status === 'failed')
    return (
      <>
        <div>
          <p className="text-base font-semibold text-bad">It could not be imported</p>
          <p className="text-sm wrap-anywhere">{failure}</p>
        </div>
        <div>
          <BankLink to="import" search={{ account: bank_import.bank_account_id }} className={buttonClass('primary')}>
            Choose another file
          </BankLink>
        </div>
      </>
    )
  if (status === 'taken_back') return <TakenBack bank_import={bank_import} />
  const waits = totals?.open.count ?? 0
  return (
    <>
      <div>
        <p className="text-base font-semibold tabular-nums">{outcomeOf(matched_count, waits, new_count)}</p>
        <p className="text-sm text-ink-2 tabular-nums">
          {formatCount(new_count)} new {new_count === 1 ? 'line' : 'lines'}
          {known_count > 0 && `, ${formatCount(known_count)} known already`}
          {doubtful_count > 0 && `, ${formatCount(doubtful_count)} to look at`}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {waits > 0 && (
          <BankLink search={{ import: id }} className={buttonClass('primary')}>
            Match {waits === 1 ? 'the one' : `the ${formatCount(waits)}`} that {waits === 1 ? 'waits' : 'wait'}
          </BankLink>
        )}
        {new_count > 0 && (
          <BankLink search={{ import: id, show: 'all' }} className={buttonClass()}>
            All its lines
          </BankLink>
        )}
      </div>
    </>
  )
}

function TakenBack({ bank_import }: { bank_import: BankImport }) {
  const { new_count, taken_back_by, taken_back_at, bank_account_id } = bank_import
  return (
    <>
      <div>
        <p className="text-base font-semibold">Taken back</p>
        <p className="text-sm text-ink-2 tabular-nums">
          {new_count === 1 ? 'Its line is' : `Its ${formatCount(new_count)} lines are`} gone, by {taken_back_by}{' '}
          {taken_back_at && <TimeText value={taken_back_at} />}. The same file can be imported again.
        </p>
      </div>
      <div>
        <BankLink to="import" search={{ account: bank_account_id }} className={buttonClass()}>
          Import a statement
        </BankLink>
      </div>
    </>
  )
}

function outcomeOf(matched: number, waits: number, new_count: number): string {
  if (new_count === 0) return 'Nothing in it is new'
  const left = waits === 0 ? 'nothing waits' : waits === 1 ? '1 waits' : `${formatCount(waits)} wait`
  return `${formatCount(matched)} matched by ${matched === 1 ? 'itself' : 'themselves'}, ${left}`
}
