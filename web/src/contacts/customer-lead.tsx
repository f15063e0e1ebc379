import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { LeadPage } from '#modules/leads/schemas.ts'
import { get } from '#web/api/client.ts'
import { useOrganization } from '#web/app/session.ts'
import { DateText } from '#web/ui/date.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'

const leadsOfCustomerQuery = (customer_id: string) =>
  queryOptions({
    queryKey: ['leads', 'of-customer', customer_id],
    queryFn: ({ signal }) =>
      get<LeadPage>('/leads', { query: { customer_id, archived: 'all', sort: 'created_at', limit: 10 }, signal }),
  })

/** The leads that became this customer; nothing for one who was never a lead. */
export default function CustomerLead({ customerId }: { customerId: string }) {
  const { slug } = useOrganization()
  const leads = useQuery(leadsOfCustomerQuery(customerId)).data?.data ?? []
  if (leads.length === 0) return null
  return (
    <section
      aria-labelledby="came-from"
      className="h-fit rounded-lg border border-line bg-surface px-4 py-3 shadow-card"
    >
      <h2 id="came-from" className="pb-1 text-base font-semibold">
        Where they came from
      </h2>
      <ul className="divide-y divide-line text-sm">
        {leads.map(({ id, name, source, created_at, converted_at }) => (
          <li key={id} className="py-1.5">
            <Link
              to="/app/$slug/leads/$"
              params={{ slug, _splat: id }}
              className={`${textLinkClass} pointer-coarse:inline-flex pointer-coarse:min-h-11 pointer-coarse:items-center`}
            >
              {name}
            </Link>
            <p className="text-ink-2">
              {source}, came <DateText value={created_at} />
              {converted_at && (
                <>
                  , customer since <DateText value={converted_at} />
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
