import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Quotation } from '#modules/quotations/schemas.ts'
import { formatDate } from '#web/api/format.ts'
import { QuotationLink } from '#web/quotations/quotation-link.tsx'
import { CopyText } from '#web/ui/copy.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'

/** Whom it is for, where its page is, and what was made of it. */
export function QuotationFacts({ quotation }: { quotation: Quotation }) {
  const { valid_until, public_url, customer_id, lead_id } = quotation
  const { invoice_draft_id, invoice_id, replaces_quotation_id } = quotation
  return (
    <section aria-label="About it" className="rounded-lg border border-line bg-surface p-4 shadow-card">
      <dl className="grid gap-3 text-sm">
        {valid_until && <Fact label="Valid until">{formatDate(valid_until)}</Fact>}
        {public_url && (
          <Fact label="Its page">
            <CopyText value={public_url} label="Copy the link" />
          </Fact>
        )}
        <Fact label="For">
          {customer_id ? (
            <Link
              from="/app/$slug"
              to="/app/$slug/customers/$id"
              params={{ id: customer_id }}
              className={textLinkClass}
            >
              {quotation.recipient_name}
            </Link>
          ) : (
            <Link from="/app/$slug" to="/app/$slug/leads/$" params={{ _splat: lead_id! }} className={textLinkClass}>
              {quotation.recipient_name}
            </Link>
          )}
        </Fact>
        {invoice_draft_id && (
          <Fact label="Invoice">
            <Link
              from="/app/$slug"
              to="/app/$slug/invoices/drafts/$id"
              params={{ id: invoice_draft_id }}
              className={textLinkClass}
            >
              Open the draft
            </Link>
          </Fact>
        )}
        {invoice_id && (
          <Fact label="Invoice">
            <Link from="/app/$slug" to="/app/$slug/invoices/$id" params={{ id: invoice_id }} className={textLinkClass}>
              Open the invoice
            </Link>
          </Fact>
        )}
        {replaces_quotation_id && (
          <Fact label="Revises">
            <QuotationLink to={replaces_quotation_id} className={textLinkClass}>
              The one before
            </QuotationLink>
          </Fact>
        )}
      </dl>
    </section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-2">{label}</dt>
      <dd className="pt-0.5 wrap-anywhere">{children}</dd>
    </div>
  )
}
