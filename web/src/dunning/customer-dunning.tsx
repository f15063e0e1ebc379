import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Customer } from '#modules/customers/schemas.ts'
import type { CustomerDunning } from '#modules/dunning/schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { pauseDunning, remindCustomer, resumeDunning } from '#web/dunning/api.ts'
import { AskDialog } from '#web/dunning/ask-dialog.tsx'
import { customerDunningQuery } from '#web/dunning/queries.ts'
import { noticeTitle, toneWords } from '#web/dunning/words.ts'
import { HabitLine } from '#web/forecasts/expected-payment.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

/** What the customer was told, what comes next, and how late they usually are. */
export default function CustomerDunningSection({ customer }: { customer: Customer }) {
  const queryClient = useQueryClient()
  const [isPausing, setPausing] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const canWrite = useCan('dunning.write')
  const canRemind = useCan('dunning.remind')
  const canSeeStatement = useCan('statements.read')
  const { data } = useQuery(customerDunningQuery(customer.id))
  if (!data) return null
  const reread = () => queryClient.invalidateQueries({ queryKey: ['dunning'] })
  const act = async (work: () => Promise<unknown>, done: string, failed: string) => {
    setBusy(true)
    await work().then(
      () => toast({ title: done }),
      (error: unknown) => toastError(failed, error),
    )
    await reread()
    setBusy(false)
  }
  const remind = () => act(() => remindCustomer(customer.id), 'Reminder on its way', 'The reminder was not sent')
  const resume = () => act(() => resumeDunning(customer.id), 'Reminders resumed', 'The reminders could not be resumed')
  return (
    <section aria-labelledby="reminders" className="min-w-0">
      <div className="flex min-h-9 flex-wrap items-center gap-2 pb-1">
        <h2 id="reminders" className="flex-1 text-base font-semibold">
          Reminders
        </h2>
        {canSeeStatement && (
          <Link
            from="/app/$slug"
            to="/app/$slug/customers/$id/statement"
            params={{ id: customer.id }}
            className={buttonClass('secondary', 'sm')}
          >
            Statement
          </Link>
        )}
        {canWrite && data.pause && (
          <Button size="sm" busy={isBusy} onClick={() => void resume()}>
            Resume
          </Button>
        )}
        {canWrite && !data.pause && (
          <Button size="sm" onClick={() => setPausing(true)}>
            Pause
          </Button>
        )}
        {canRemind && data.amount_overdue_cents > 0 && customer.email && (
          <Button size="sm" busy={isBusy} busyLabel="Sending…" onClick={() => void remind()}>
            Remind now
          </Button>
        )}
      </div>
      <div className="rounded-lg border border-line bg-surface px-4 py-3 text-sm shadow-card">
        <p>{nextWords(data)}</p>
        <HabitLine customerId={customer.id} />
        {data.notices.length > 0 && (
          <ul className="mt-2 border-t border-line">
            {data.notices.slice(0, 8).map((notice) => (
              <li
                key={notice.id}
                className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-2 last:border-0 last:pb-0"
              >
                <span className="font-medium">{noticeTitle(notice)}</span>
                <span className="text-ink-2 tabular-nums">{formatMoney(notice.amount_cents)}</span>
                <span className="min-w-0 flex-1 basis-56 wrap-anywhere text-ink-2 max-md:order-last max-md:basis-full">
                  {notice.failure ?? `to ${notice.recipient}`}
                </span>
                <span className="text-xs text-ink-3">
                  <TimeText value={notice.created_at} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
      {isPausing && (
        <AskDialog
          title={`Pause the reminders of ${customer.name}`}
          verb="Pause"
          busyLabel="Pausing…"
          day={{ label: 'Until', hint: 'The last day without reminders. Without one: until you resume.' }}
          words={{ label: 'Why', isRequired: true, maxLength: 500 }}
          onConfirm={async (reason, day) => {
            await pauseDunning(customer.id, { reason, until_date: day || null })
            await reread()
            toast({ title: 'Reminders paused' })
          }}
          onClose={() => setPausing(false)}
        >
          Nothing is mailed by itself. You can still remind by hand.
        </AskDialog>
      )}
    </section>
  )
}

function nextWords({ pause, is_enabled, next_notice, amount_overdue_cents }: CustomerDunning): string {
  if (pause) {
    const until = pause.until_date ? `until ${formatDate(pause.until_date)}` : 'until somebody resumes'
    return `Paused ${until} by ${pause.paused_by}: “${pause.reason}”.`
  }
  if (!is_enabled) return 'Reminders are off. Switch them on under Settings, Reminders.'
  if (next_notice) return `${toneWords[next_notice.tone]} reminder on ${formatDate(next_notice.date)}.`
  return amount_overdue_cents > 0 ? 'Nothing more comes by itself.' : 'Nothing is overdue.'
}
