import { familyNames, givenNames, sources, titles } from '#db/demo/leads.ts'
import { getCustomer } from '#modules/customers/queries.ts'
import { convertLead } from '#modules/lead-conversions/convert-lead.ts'
import { insertLeads } from '#modules/leads/insert-leads.ts'
import type { As } from './demo-story.ts'

const wonCount = 26

/** How some of the customers were won: each was a lead first, so that each source is credited with what they paid. */
export async function demoConversions(
  as: As,
  team: readonly string[],
  customer_ids: readonly string[],
  today: Temporal.ZonedDateTime,
): Promise<void> {
  for (const [i, customer_id] of customer_ids.slice(0, wonCount).entries()) {
    const came = today.subtract({ days: 330 - i * 5 }).add({ hours: 9 + (i % 7) })
    const customer = await getCustomer(as(came), customer_id)
    const source = sources[(i * i + i) % sources.length]!
    const [lead] = await insertLeads(as(came), [
      {
        name: `${givenNames[(i * 5) % givenNames.length]} ${familyNames[(i * 3) % familyNames.length]}`,
        company: customer.name,
        email: customer.email,
        uen: customer.uen,
        job_title: titles[i % titles.length] ?? null,
        source: source.name,
        owner_user_id: team[i % team.length]!,
        ...(source.utm && { utm: { first: { ...source.utm, landing_page: '/pricing' } } }),
      },
    ])
    await convertLead(as(came.add({ days: 2 })), lead!.id, { customer_id, with_contact: true })
  }
}
