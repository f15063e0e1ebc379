import { getLead } from '#modules/leads/queries.ts'
import type { Context } from '#platform/context.ts'
import { freeMailDomains } from '#modules/lead-rules/free-mail-domains.ts'
import { normalizeCompany } from '#modules/leads/rules.ts'
import type { PossibleCustomers } from './schemas.ts'

type Known = { id: string; name: string; uen: string | null; email: string | null }
type Possible = PossibleCustomers['data'][number]

/** Customers that a lead may already be, by UEN, address, domain of the address, or name. */
export async function listPossibleCustomers(ctx: Context, id: string): Promise<PossibleCustomers> {
  const lead = await getLead(ctx, id)
  const email = lead.email?.toLowerCase() ?? null
  const domain = email?.split('@')[1] ?? null
  const name = lead.company ?? lead.name
  // Enough to compare in full; the first word of the name keeps the rest of a large list out.
  const [word = ''] = name.toLowerCase().match(/[\p{L}\p{N}]{3,}/u) ?? []
  const known = await ctx.db.all<Known>({
    text: `select id, name, uen, email from customers
           where organization_id = $1 and archived_at is null
             and (uen = $2 or lower(email) = $3 or ($4 <> '' and lower(email) like '%@' || $4) or ($5 <> '' and position($5 in name_normalized) > 0))
           order by id limit 500`,
    parameters: [ctx.organization_id, lead.uen, email, domain && !freeMailDomains.includes(domain) ? domain : '', word],
  })
  const company = normalizeCompany(name)
  const reasonsOf = (customer: Known): Possible['reasons'] => [
    ...(lead.uen && customer.uen === lead.uen ? (['uen'] as const) : []),
    ...(email && customer.email?.toLowerCase() === email ? (['email'] as const) : []),
    ...(domain && !freeMailDomains.includes(domain) && customer.email?.toLowerCase().endsWith(`@${domain}`)
      ? (['email_domain'] as const)
      : []),
    ...(company && normalizeCompany(customer.name) === company ? (['name'] as const) : []),
  ]
  const weights = { uen: 8, email: 4, name: 2, email_domain: 1 }
  const weigh = ({ reasons }: Possible) => reasons.reduce((sum, reason) => sum + weights[reason], 0)
  const data = known
    .map((customer) => ({ ...customer, reasons: reasonsOf(customer) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => weigh(b) - weigh(a))
  return { data: data.slice(0, 5) }
}
