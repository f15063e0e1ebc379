import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Download, Mail } from 'lucide-react'
import { useState } from 'react'
import type { Statement } from '#modules/statements/schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { type Range, sendStatement, statementPdfUrl, statementQuery } from '#web/statements/queries.ts'
import { lineWords } from '#web/statements/words.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'
import { toast } from '#web/ui/toast.ts'

const route = getRouteApi('/app/$slug/customers/$id/statement')

/** What moved between us and a customer in some days, as the customer would get it. */
export function StatementPage() {
  const { id } = route.useParams()
  const [range, setRange] = useState<Range>({})
  const [isSending, setSending] = useState(false)
  const canSend = useCan('statements.send')
  const { data, error, refetch } = useQuery(statementQuery(id, range))
  const sent = data && { from: data.from_date, to: data.to_date }
  return (
    <>
      <PageHeader
        title={data ? `Statement of ${data.customer.name}` : 'Statement'}
        section="Customers"
        back={
          <Link from="/app/$slug" to="/app/$slug/customers/$id" params={{ id }} className={backClass}>
            Customer
          </Link>
        }
      >
        {sent && (
          <a href={statementPdfUrl(id, sent)} download className={buttonClass()}>
            <Download aria-hidden />
            PDF
          </a>
        )}
        {canSend && data?.customer.email && (
          <Button variant="primary" onClick={() => setSending(true)}>
            <Mail aria-hidden />
            Mail it
          </Button>
        )}
      </PageHeader>
      {data && (
        <div className="grid max-w-md grid-cols-2 gap-3 pb-4">
          <TextField
            label="From"
            type="date"
            value={range.from ?? data.from_date}
            onChange={(event) => setRange({ ...range, from: event.target.value || undefined })}
          />
          <TextField
            label="To"
            type="date"
            value={range.to ?? data.to_date}
            onChange={(event) => setRange({ ...range, to: event.target.value || undefined })}
          />
        </div>
      )}
      {error && <ErrorState title="The statement could not be made" error={error} onRetry={() => void refetch()} />}
      {data && !error && <Paper statement={data} />}
      {!data && !error && <Skeleton className="h-96 w-full" />}
      {isSending && data && sent && (
        <ConfirmDialog
          title="Mail this statement?"
          confirmLabel="Mail it"
          busyLabel="Mailing…"
          tone="primary"
          onConfirm={async () => {
            await sendStatement(id, sent)
            toast({ title: `Statement on its way to ${data.customer.email}` })
            setSending(false)
          }}
          onClose={() => setSending(false)}
        >
          <p>
            {data.customer.email} gets it as a PDF, from {formatDate(data.from_date)} to {formatDate(data.to_date)}.
          </p>
        </ConfirmDialog>
      )}
    </>
  )
}

function Paper({ statement }: { statement: Statement }) {
  const { lines, ageing, opening_balance_cents, closing_balance_cents, credit_cents } = statement
  const ages: [string, number][] = [
    ['Not due', ageing.not_due_cents],
    ['1–30 days late', ageing.days_1_30_cents],
    ['31–60', ageing.days_31_60_cents],
    ['61–90', ageing.days_61_90_cents],
    ['Over 90', ageing.days_over_90_cents],
  ]
  return (
    <div className="grid gap-4">
      <dl className="flex flex-wrap gap-x-8 gap-y-3 rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
        <div className="min-w-36">
          <dt className="text-sm text-ink-2">Balance</dt>
          <dd className="text-xl font-semibold tracking-tight tabular-nums">{formatMoney(closing_balance_cents)}</dd>
          {credit_cents > 0 && <dd className="text-sm text-ink-2">{formatMoney(credit_cents)} of credit in it</dd>}
        </div>
        {ages.map(([name, cents]) => (
          <div key={name}>
            <dt className="text-sm text-ink-2">{name}</dt>
            <dd className="font-medium tabular-nums">{formatMoney(cents)}</dd>
          </div>
        ))}
      </dl>
      <div className="overflow-hidden rounded-lg border border-line bg-surface shadow-card">
        <table className="w-full text-sm max-md:block">
          <caption className="sr-only">Lines of the statement</caption>
          <thead className="max-md:sr-only">
            <tr className="border-b border-line text-left text-ink-2">
              <th className="px-4 py-2 font-medium">Date</th>
              <th className="px-4 py-2 font-medium">What</th>
              <th className="px-4 py-2 text-right font-medium">Amount</th>
              <th className="px-4 py-2 text-right font-medium">Balance</th>
            </tr>
          </thead>
          <tbody className="max-md:block">
            <tr className={`${rowClass} text-ink-2`}>
              <td className={dayClass}>{formatDate(statement.from_date)}</td>
              <td className={whatClass} colSpan={2}>
                Brought forward
              </td>
              <td className={balanceClass}>{formatMoney(opening_balance_cents)}</td>
            </tr>
            {lines.map((line) => (
              <tr key={`${line.kind} ${line.source_id}`} className={rowClass}>
                <td className={`${dayClass} max-md:text-ink-2`}>{formatDate(line.date)}</td>
                <td className={whatClass}>
                  {lineWords[line.kind]} <span className="text-ink-2">{line.number}</span>
                </td>
                <td className="px-4 py-2 text-right tabular-nums max-md:col-start-2 max-md:row-start-1 max-md:p-0">
                  {formatMoney(line.amount_cents)}
                </td>
                <td className={`${balanceClass} font-medium`}>
                  <span className="font-normal text-ink-2 md:hidden">Balance </span>
                  {formatMoney(line.balance_cents)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {lines.length === 0 && <p className="px-4 py-6 text-center text-sm text-ink-2">Nothing moved in these days.</p>}
      </div>
    </div>
  )
}

/** On a phone each line is a card of two: what and how much, when and what is owed after it. */
const rowClass =
  'border-b border-line last:border-0 max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:px-4 max-md:py-2.5'
const dayClass = 'px-4 py-2 whitespace-nowrap max-md:col-start-1 max-md:row-start-2 max-md:p-0'
const whatClass = 'px-4 py-2 max-md:col-start-1 max-md:row-start-1 max-md:p-0 max-md:wrap-anywhere'
const balanceClass = 'px-4 py-2 text-right tabular-nums max-md:col-start-2 max-md:row-start-2 max-md:p-0'
