import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { customerCountQuery } from '#web/customers/queries.ts'
import { draftsQuery, invoiceTotalsQuery } from '#web/invoices/queries.ts'
import { anyPaymentQuery } from '#web/payments/payment-queries.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'

type Step = { title: string; hint: string; action: string; link: LinkProps; done: boolean | undefined }

/** The four steps from an empty organisation to money in the bank; undefined while they are being looked up. */
export function useSetupSteps(isWanted: boolean): Step[] | undefined {
  const customers = useQuery({ ...customerCountQuery({}), enabled: isWanted })
  const drafts = useQuery({ ...draftsQuery({}), enabled: isWanted })
  const invoices = useQuery({ ...invoiceTotalsQuery({}), enabled: isWanted })
  const payments = useQuery({ ...anyPaymentQuery, enabled: isWanted })
  if (!customers.data || !drafts.data || !invoices.data || !payments.data) return undefined

  const draft = drafts.data.data[0]
  const isIssued = invoices.data.count > 0
  const from = '/app/$slug'
  return [
    {
      title: 'Add a customer',
      hint: 'Who you sell to: name, UEN and how long they have to pay.',
      action: 'Add customer',
      link: { from, to: '/app/$slug/customers/new' },
      done: customers.data.count > 0,
    },
    {
      title: 'Create the first invoice',
      hint: 'Type what was sold; the paper takes shape beside you.',
      action: 'New invoice',
      link: { from, to: '/app/$slug/invoices/new' },
      done: draft !== undefined || isIssued,
    },
    {
      title: 'Issue it',
      hint: 'It gets its number for good, and a PayNow code to be paid by.',
      action: draft ? 'Open the draft' : 'New invoice',
      link: draft
        ? { from, to: '/app/$slug/invoices/drafts/$id', params: (before) => ({ ...before, id: draft.id }) }
        : { from, to: '/app/$slug/invoices/new' },
      done: isIssued,
    },
    {
      title: 'Record a payment',
      hint: 'When the money arrives, in full or in part, the invoice knows.',
      action: 'Open invoices',
      link: { from, to: '/app/$slug/invoices', search: { status: 'open' } },
      done: payments.data.data.length > 0,
    },
  ]
}

export function SetupSteps({ steps, canWrite }: { steps: Step[]; canWrite: boolean }) {
  const done = steps.filter((step) => step.done).length
  const next = steps.findIndex((step) => !step.done)
  return (
    <section aria-labelledby="setup" className="overflow-hidden rounded-xl border border-line bg-surface">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3 px-5 py-4">
        <div className="min-w-0 flex-1 basis-56">
          <h2 id="setup" className="text-base font-semibold">
            From here to the first dollar
          </h2>
          <p className="pt-0.5 text-sm text-ink-2">Four steps; each takes a minute.</p>
        </div>
        <p className="flex items-center gap-3 text-sm text-ink-2 tabular-nums">
          {done} of {steps.length} done
          <span aria-hidden className="flex gap-1">
            {steps.map((step) => (
              <span key={step.title} className={cx('h-1.5 w-7 rounded-full', step.done ? 'bg-primary' : 'bg-line')} />
            ))}
          </span>
        </p>
      </div>
      <ol>
        {steps.map((step, index) => (
          <li
            key={step.title}
            className={cx(
              'flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-5 py-3.5',
              index === next && 'bg-info-bg',
            )}
          >
            <span
              aria-hidden
              className={cx(
                'grid size-7 shrink-0 place-items-center rounded-full border text-sm font-medium tabular-nums',
                step.done ? 'border-transparent bg-ok-bg text-ok' : 'border-line-strong text-ink-2',
              )}
            >
              {step.done ? <Check className="size-4" /> : index + 1}
            </span>
            <span className="min-w-0 flex-1 basis-48">
              <span className={cx('block font-medium', step.done && 'text-ink-2')}>
                {step.title}
                {step.done && <span className="sr-only"> (done)</span>}
              </span>
              <span className="block text-sm text-ink-2">{step.hint}</span>
            </span>
            {canWrite && index === next && (
              <Link {...step.link} className={buttonClass('primary')}>
                {step.action}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
