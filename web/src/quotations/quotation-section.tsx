import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { QuotationLink } from '#web/quotations/quotation-link.tsx'
import { quotationsQuery } from '#web/quotations/queries.ts'
import { QuotationBadge } from '#web/quotations/status.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'

const shownMax = 5

/** What was offered to a lead or a customer, the latest first. */
export default function QuotationSection({ to }: { to: { lead_id: string } | { customer_id: string } }) {
  const canRead = useCan('quotations.read')
  const canWrite = useCan('quotations.write')
  const { data, error, refetch } = useQuery({ ...quotationsQuery(to), enabled: canRead })
  const quotations = data?.data ?? []
  if (!canRead || (!data && !error) || (data && quotations.length === 0 && !canWrite)) return null
  return (
    <section aria-labelledby="quotations" className="rounded-lg border border-line bg-surface p-4 shadow-card">
      <div className="flex items-center justify-between gap-2">
        <h2 id="quotations" className="text-sm font-semibold">
          Quotations
        </h2>
        {canWrite && (
          <QuotationLink to="new" search={to} className={buttonClass('ghost')}>
            <Plus aria-hidden />
            New quotation
          </QuotationLink>
        )}
      </div>
      {!data && (
        <p role="alert" className="flex flex-wrap items-center gap-2 pt-2 text-sm text-ink-2">
          The quotations could not be loaded.
          <Button onClick={() => void refetch()}>Try again</Button>
        </p>
      )}
      {quotations.length > 0 && (
        <ul className="grid gap-2 pt-2 text-sm">
          {quotations.slice(0, shownMax).map((quotation) => (
            <li key={quotation.id} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
              <QuotationLink to={quotation.id} className={textLinkClass}>
                {quotation.number ?? 'Draft'}
              </QuotationLink>
              <span className="flex items-center gap-2 tabular-nums">
                {formatMoney(quotation.total_amount_cents)}
                <QuotationBadge {...quotation} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {quotations.length > shownMax && (
        <QuotationLink search={to} className={`${textLinkClass} inline-block pt-2 text-sm`}>
          All of them
        </QuotationLink>
      )}
    </section>
  )
}
