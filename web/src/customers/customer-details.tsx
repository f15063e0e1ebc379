import type { ReactNode } from 'react'
import type { Customer } from '#modules/customers/schemas.ts'
import { formatPhone } from '#web/api/format.ts'
import { countryName } from '#web/customers/countries.ts'
import { terms } from '#web/customers/terms.ts'
import { CopyText } from '#web/ui/copy.tsx'
import { DateText } from '#web/ui/date.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'

export function CustomerDetails({ customer }: { customer: Customer }) {
  const { uen, gst_reg_no, email, phone, address, peppol_id, notes } = customer
  return (
    <section aria-labelledby="details" className="h-fit rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <h2 id="details" className="pb-1 text-base font-semibold">
        Details
      </h2>
      <dl className="divide-y divide-line text-sm">
        <Entry term="UEN">{uen ? <CopyText value={uen} label="Copy the UEN" /> : <None />}</Entry>
        <Entry term="GST number">
          {gst_reg_no ? <CopyText value={gst_reg_no} label="Copy the GST number" /> : <None />}
        </Entry>
        <Entry term="E-mail">
          {email ? (
            <a href={`mailto:${email}`} className={textLinkClass}>
              {email.slice(0, email.indexOf('@'))}
              <wbr />
              {email.slice(email.indexOf('@'))}
            </a>
          ) : (
            <None />
          )}
        </Entry>
        <Entry term="Phone">
          {phone ? (
            <a href={`tel:${phone}`} className={textLinkClass}>
              {formatPhone(phone)}
            </a>
          ) : (
            <None />
          )}
        </Entry>
        <Entry term="Address">
          {address ? (
            <>
              {address.line1}
              {address.line2 && <br />}
              {address.line2}
              <br />
              {address.country === 'SG'
                ? `Singapore ${address.postal_code}`
                : `${address.postal_code}, ${countryName(address.country)}`}
            </>
          ) : (
            <None />
          )}
        </Entry>
        <Entry term="Terms">{terms(customer.payment_terms_days)}</Entry>
        {peppol_id && (
          <Entry term="Peppol ID">
            <CopyText value={peppol_id} label="Copy the Peppol ID" />
          </Entry>
        )}
        <Entry term="Since">
          <DateText value={customer.created_at} />
        </Entry>
        {notes && <Entry term="Notes">{<span className="whitespace-pre-wrap">{notes}</span>}</Entry>}
      </dl>
    </section>
  )
}

function Entry({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-baseline gap-2 py-1.5">
      <dt className="text-ink-2">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}

const None = () => <span className="text-ink-3">–</span>
