import { merlionCoupons, merlionOffers } from '#db/demo/plans.ts'
import { apiKey, company, customers, customRole, invited, people } from '#db/demo/merlion-cloud.ts'
import { addApiKey } from '#modules/api-keys/create-api-key.ts'
import { createCustomer } from '#modules/customers/create-customer.ts'
import { createInvitation } from '#modules/organizations/create-invitation.ts'
import { createOrganization } from '#modules/organizations/create-organization.ts'
import { syntheticUen } from '#modules/organizations/rules.ts'
import type { Role } from '#modules/organizations/schemas.ts'
import { updateMember } from '#modules/organizations/update-member.ts'
import { createRole } from '#modules/roles/create-role.ts'
import { findLeadDuplicates } from '#modules/lead-duplicates/find-lead-duplicates.ts'
import type { Context, UserContext } from '#platform/context.ts'
import { randomToken } from '#platform/crypto.ts'
import { db, transact } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { demoStory, type Random, seededRandom } from './demo-story.ts'
import { demoBank } from './demo-bank.ts'
import { demoAgreement } from './demo-agreement.ts'
import { demoBatch } from './demo-batch.ts'
import { demoLeadImport } from './demo-lead-import.ts'
import { demoLeadMails } from './demo-lead-mails.ts'
import { demoDunning } from './demo-dunning.ts'
import { demoLeadForms } from './demo-lead-forms.ts'
import { demoLeads } from './demo-leads.ts'
import { demoLedger } from './demo-ledger.ts'
import { demoPortal } from './demo-portal.ts'
import { demoQuotations } from './demo-quotations.ts'
import { demoRecurring } from './demo-recurring.ts'
import { demoSubscriptions } from './demo-subscriptions.ts'
import { demoUsage } from './demo-usage.ts'
import type { Parts } from './parts.ts'
import { sellOffers } from './seed-demo-plans.ts'

export const demoOwner = people[0]

/** Makes the demo company once: 40 customers and 18 months of invoices and payments, the same on every machine. */
export async function ensureDemo(parts: Parts): Promise<void> {
  const { pool, worker_pool, clock, passwords, config, storage } = parts
  const exists = await transact(pool, undefined, (tx) =>
    tx.find(db.selectFrom('users').select('id').where('email_normalized', '=', demoOwner.email)),
  )
  if (exists) return
  // Nobody knows this password: the demo is entered by its own door, in development only.
  const password_hash = await passwords.hash(randomToken('nxp'))
  const organization_id = await transact(pool, undefined, async (tx) => {
    const today = clock().toZonedDateTimeISO(company.timezone).startOfDay()
    const begin = today.subtract({ months: 18 }).with({ day: 1 }).add({ hours: 9 })
    const team = await makePeople(tx, password_hash, begin)
    const [owner, bookkeeper] = team
    const outside: UserContext = {
      db: tx,
      actor: { kind: 'user', id: owner!.id, name: owner!.name },
      request_id: null,
      ip: null,
      user_agent: null,
      now: begin.toInstant(),
    }
    const { id } = await createOrganization(outside, company)
    await join(tx, id, team.slice(1), begin)
    const asPerson = (person: Person, now: Temporal.ZonedDateTime): Context => ({
      ...outside,
      organization_id: id,
      actor: { kind: 'user', id: person.id, name: person.name },
      now: now.toInstant(),
    })
    await sellOffers(asPerson(owner!, begin), merlionOffers, merlionCoupons)
    await giveCustomRole(asPerson(owner!, begin.add({ hours: 1 })), team)
    const random = seededRandom(20_261_122)
    const ids = await makeCustomers((now) => asPerson(owner!, now), begin, random)
    await demoStory({
      owner: (now) => asPerson(owner!, now),
      bookkeeper: (now) => asPerson(bookkeeper!, now),
      customer_ids: ids,
      today,
      random,
      scenes: [
        ...demoUsage((now) => asPerson(owner!, now), ids, today),
        ...demoAgreement((now) => asPerson(owner!, now), ids, today),
        ...demoRecurring((now) => asPerson(owner!, now), ids, today),
        ...demoSubscriptions((now) => asPerson(owner!, now), ids, today),
        ...demoLedger((now) => asPerson(bookkeeper!, now), today),
      ],
    })
    const sellers = [owner!, team[2]!, team[4]!].map(({ id: seller }) => seller)
    await demoLeads((now) => asPerson(owner!, now), sellers, ids, today)
    const quoting = { tokens: parts.quotation_tokens, public_url: config.public_url }
    await demoQuotations((now) => asPerson(owner!, now), quoting, ids, today)
    await demoLeadForms((now) => asPerson(owner!, now), sellers, today)
    const yesterday = today.subtract({ days: 1 }).add({ hours: 16 })
    await demoDunning(asPerson(owner!, yesterday))
    await demoBank(asPerson(bookkeeper!, yesterday.add({ hours: 1 })), storage)
    await demoLeadImport(asPerson(owner!, yesterday.add({ hours: 1 })), storage)
    await demoLeadMails(asPerson(owner!, yesterday), { storage, inbound: config.inbound_mail, sender: demoOwner })
    await demoPortal(asPerson(owner!, yesterday), config.public_url, ids)
    await demoBatch(asPerson(owner!, yesterday))
    await findLeadDuplicates((work) => work(asPerson(owner!, yesterday)))
    await createInvitation(asPerson(owner!, yesterday), invited, config.public_url)
    // The key itself is thrown away here: its row is there to be looked at.
    await addApiKey(asPerson(owner!, yesterday), apiKey)
    return id
  })
  // Three hundred documents would be drawn before the first screen is: the demo's are drawn when looked at.
  await transact(worker_pool, undefined, (tx) =>
    tx.all({
      text: 'update events set dispatched_at = now() where organization_id = $1 and dispatched_at is null',
      parameters: [organization_id],
    }),
  )
}

type Person = { id: string; name: string; role: Role }
type Tx = UserContext['db']

async function makePeople(tx: Tx, password_hash: string, begin: Temporal.ZonedDateTime): Promise<Person[]> {
  const now = begin.toInstant().toString()
  const rows = people.map(({ email, name }) => ({
    id: newId(),
    email,
    email_normalized: email,
    name,
    timezone: company.timezone,
    password_hash,
    verified_at: now,
    created_at: now,
    updated_at: now,
  }))
  await tx.all(db.insertInto('users').values(rows))
  return rows.map(({ id, name }, i) => ({ id, name, role: people[i]!.role }))
}

async function join(tx: Tx, organization_id: string, team: Person[], at: Temporal.ZonedDateTime): Promise<void> {
  const created_at = at.toInstant().toString()
  const rows = team.map(({ id, role }) => ({ organization_id, user_id: id, role, created_at }))
  await tx.all(db.insertInto('memberships').values(rows))
}

/** Made and given as people do it, so that the trail tells of both. */
async function giveCustomRole(ctx: Context, team: Person[]): Promise<void> {
  const { held_by, ...input } = customRole
  const { id } = await createRole(ctx, input)
  const holder = team[people.findIndex(({ email }) => email === held_by)]!
  await updateMember(ctx, holder.id, { role: 'custom', custom_role_id: id })
}

async function makeCustomers(
  as: (now: Temporal.ZonedDateTime) => Context,
  begin: Temporal.ZonedDateTime,
  random: Random,
): Promise<string[]> {
  const ids: string[] = []
  for (const [i, { name, place, terms, kind }] of customers.entries()) {
    const [line1, postal_code, country = 'SG'] = place
    const uen = country === 'SG' && !kind ? syntheticUen(2005 + (i % 17), 99_910 + i) : null
    const plain = name
      .normalize('NFKD')
      .replace(/[^A-Za-z ]/g, '')
      .trim()
      .split(/\s+/)
      .slice(0, 2)
      .join('')
      .toLowerCase()
    const customer = await createCustomer(as(begin.add({ hours: i })), {
      name,
      kind: kind ?? 'business',
      uen,
      gst_reg_no: uen && random() < 0.7 ? uen : null,
      email: kind ? `${plain}@mail.example` : `ap@${plain}.example`,
      phone: country === 'SG' ? `+65${6_000_0000 + Math.floor(random() * 9_999_999)}` : null,
      address: { line1, postal_code, country },
      payment_terms_days: terms,
    })
    ids.push(customer.id)
  }
  return ids
}
