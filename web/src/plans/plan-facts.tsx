import type { ReactNode } from 'react'
import type { Plan } from '#modules/plans/schemas.ts'
import { formatCount } from '#web/api/format.ts'

/** What it comes with, as its subscribers have it. */
export function PlanFacts({ plan }: { plan: Plan }) {
  const { seats, leads_per_month, invoices_per_month } = plan.limits
  return (
    <section
      aria-label="Facts"
      className="content-start self-start rounded-lg border border-line bg-surface px-4 py-3 text-sm shadow-card"
    >
      {plan.description && <p className="pb-3 wrap-anywhere whitespace-pre-line text-ink-2">{plan.description}</p>}
      <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-baseline gap-x-2 gap-y-1.5">
        <Fact term="Code">
          <span className="font-mono text-xs">{plan.code}</span>
        </Fact>
        {plan.kind === 'plan' && (
          <Fact term="Trial">{plan.trial_days > 0 ? `${formatCount(plan.trial_days)} days` : 'None'}</Fact>
        )}
        <Fact term="GST">{plan.gst_code ?? 'SR'}</Fact>
        <Fact term="Seats">{limitWords(seats)}</Fact>
        <Fact term="Leads">{limitWords(leads_per_month, ' a month')}</Fact>
        <Fact term="Invoices">{limitWords(invoices_per_month, ' a month')}</Fact>
      </dl>
      {plan.features.length > 0 && (
        <>
          <h2 className="mt-3 border-t border-line pt-3 font-semibold">Features</h2>
          <ul className="list-disc pt-1 pl-4 text-ink-2">
            {plan.features.map(({ code, name }) => (
              <li key={code} className="wrap-anywhere">
                {name}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{term}</dt>
      <dd className="min-w-0 wrap-anywhere tabular-nums">{children}</dd>
    </>
  )
}

const limitWords = (limit: number | null, per = '') => (limit === null ? 'No limit' : `${formatCount(limit)}${per}`)
