import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileText, Plus } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { MoneyOverview } from '#modules/payments/money-schemas.ts'
import { formatCount, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { WaitingLine } from '#web/bank/waiting-line.tsx'
import { Ageing } from '#web/payments/ageing.tsx'
import { ChaseFirst } from '#web/payments/chase-first.tsx'
import { addDays } from '#web/payments/days.ts'
import { MoneyMonths } from '#web/payments/money-months.tsx'
import { MoneySkeleton } from '#web/payments/money-skeleton.tsx'
import { moneyQuery } from '#web/payments/queries.ts'
import { Received } from '#web/payments/received.tsx'
import { SetupSteps, useSetupSteps } from '#web/payments/setup-steps.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { DateText } from '#web/ui/date.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { ErrorState } from '#web/ui/state.tsx'

const ExpectedCash = lazy(() => import('#web/forecasts/expected-cash.tsx'))

export function MoneyPage() {
  const { data, error, isPending, refetch } = useQuery(moneyQuery)
  const canWrite = useCan('invoices.write')
  const steps = useSetupSteps(data !== undefined && isYoung(data))
  const isNew = steps?.some((step, index) => index < 3 && !step.done)

  return (
    <>
      <PageHeader title="Money" sub={data && <AsOf day={data.as_of_date} />}>
        <Link from="/app/$slug" to="/app/$slug/payments" className={buttonClass('ghost')}>
          Payments, bank and books
        </Link>
        {canWrite && (
          <Link from="/app/$slug" to="/app/$slug/invoices/new" className={buttonClass(isNew ? 'secondary' : 'primary')}>
            <Plus aria-hidden />
            New invoice
          </Link>
        )}
      </PageHeader>
      {isPending && <MoneySkeleton />}
      {error && !data && (
        <ErrorState title="The figures could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
      {data && steps?.some((step) => !step.done) && (
        <div className="pb-4 print:hidden">
          <SetupSteps steps={steps} canWrite={canWrite} />
        </div>
      )}
      {data && !isNew && <Overview money={data} />}
      <Suspense>{data && !isNew && data.due.count > 0 && <ExpectedCash />}</Suspense>
    </>
  )
}

function AsOf({ day }: { day: string }) {
  return (
    <>
      <DateText value={day} />
      <span className="max-md:hidden"> · Singapore dollars</span>
    </>
  )
}

function Overview({ money }: { money: MoneyOverview }) {
  return (
    <div className="grid gap-4 xl:grid-cols-[minmax(0,1.75fr)_minmax(20rem,1fr)]">
      <div className="grid grid-rows-[auto_1fr] gap-4">
        <Owed money={money} />
        <MoneyMonths months={money.months} />
      </div>
      <div className="grid grid-rows-[auto_1fr] gap-4 lg:max-xl:grid-cols-2 lg:max-xl:grid-rows-none">
        <div className="rounded-xl border border-line bg-surface">
          <div className="px-5 py-4">
            <Received received={money.received} asOf={money.as_of_date} />
          </div>
          <WaitingLine />
          <DueSoon due={money.due_soon} asOf={money.as_of_date} />
        </div>
        <section
          aria-labelledby="chase"
          className="flex flex-col overflow-hidden rounded-xl border border-line bg-surface"
        >
          <div className="flex items-baseline gap-3 px-5 pt-4 pb-3">
            <h2 id="chase" className="flex-1 text-base font-semibold">
              Chase first
            </h2>
            {money.overdue.count > 0 && (
              <Link
                from="/app/$slug"
                to="/app/$slug/invoices"
                search={{ status: 'overdue', sort: 'due_date' }}
                className="-my-3 inline-flex min-h-11 items-center text-sm text-link hover:underline"
              >
                All {formatCount(money.overdue.count)} late
              </Link>
            )}
          </div>
          <ChaseFirst entries={money.chase_first} />
        </section>
      </div>
    </div>
  )
}

/** The one number that matters, with what is late inside it. */
function Owed({ money: { as_of_date, due, overdue, ageing } }: { money: MoneyOverview }) {
  return (
    <section aria-labelledby="owed" className="rounded-xl border border-line bg-surface px-5 pt-4 pb-3">
      <h2 id="owed" className="text-sm text-ink-2">
        Owed to you
      </h2>
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 pt-1 pb-4">
        <span className="text-[2.75rem] leading-12 font-semibold tracking-tight tabular-nums max-md:text-[2.125rem]">
          {formatMoney(due.amount_cents)}
        </span>
        {overdue.count > 0 ? (
          <span className="text-base text-ink-2">
            <Link
              from="/app/$slug"
              to="/app/$slug/invoices"
              search={{ status: 'overdue', sort: 'due_date' }}
              className="inline-block py-1 font-semibold pointer-coarse:-my-2 pointer-coarse:py-3 text-accent-ink tabular-nums underline-offset-4 hover:underline"
            >
              {formatMoney(overdue.amount_cents)} is late
            </Link>{' '}
            on {formatCount(overdue.count)} of {formatCount(due.count)} open invoices
          </span>
        ) : (
          <span className="text-base text-ink-2">
            on {formatCount(due.count)} open {due.count === 1 ? 'invoice' : 'invoices'}, none of them late
          </span>
        )}
      </p>
      <Ageing buckets={ageing} asOf={as_of_date} />
    </section>
  )
}

function DueSoon({ due, asOf }: { due: MoneyOverview['due_soon']; asOf: string }) {
  return (
    <Link
      from="/app/$slug"
      to="/app/$slug/invoices"
      search={{ status: 'open', due_from: asOf, due_to: addDays(asOf, 7), sort: 'due_date' }}
      className="flex min-h-12 items-center gap-3 rounded-b-xl border-t border-line px-5 py-2 hover:bg-hover"
    >
      <FileText aria-hidden className="size-4 text-ink-3" />
      <span className="flex-1 text-sm text-ink-2">
        Due in the next 7 days
        <span className="block text-xs text-ink-3">
          {formatCount(due.count)} {due.count === 1 ? 'invoice' : 'invoices'}
        </span>
      </span>
      <span className="font-medium tabular-nums">{formatMoney(due.amount_cents)}</span>
    </Link>
  )
}

/** Until money has come in, the steps towards it are worth looking up. */
function isYoung({ due, months }: MoneyOverview): boolean {
  return due.count === 0 || months.every(({ received_cents }) => received_cents === 0)
}
