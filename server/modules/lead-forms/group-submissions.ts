import type { Lead, Utm } from '#modules/leads/schemas.ts'
import { fold } from '#modules/leads/rules.ts'
import type { Payload, ReadDetails } from './read-submission.ts'

/** A submission with what was read of it. */
export type ReadOne = { id: string; received_at: string; payload: Payload; details: ReadDetails }
/** What one person sent, in its order, with the lead that they are already. */
export type Group = { lead: Lead | undefined; sent: ReadOne[] }

type Person = Pick<Lead, 'name' | 'email' | 'phone'> | Pick<ReadDetails, 'name' | 'email' | 'phone'>

/** By what somebody is known again: the same address, or the same number with the same name. */
export function identitiesOf({ name, email, phone }: Person): string[] {
  return [
    ...(email ? [`email ${email.trim().toLowerCase()}`] : []),
    ...(phone && name ? [`phone ${phone} ${fold(name)}`] : []),
  ]
}

/** Puts together what the same people sent. Nobody is left out, however alike two are. */
export function groupSubmissions(sent: readonly ReadOne[], leads: readonly Lead[]): Group[] {
  const groups: Group[] = []
  const byIdentity = new Map<string, Group>()
  for (const lead of leads) {
    const group = { lead, sent: [] }
    groups.push(group)
    for (const identity of identitiesOf(lead)) byIdentity.set(identity, group)
  }
  for (const one of sent) {
    const identities = identitiesOf(one.details)
    let group = identities.map((identity) => byIdentity.get(identity)).find(Boolean)
    if (!group) groups.push((group = { lead: undefined, sent: [] }))
    group.sent.push(one)
    for (const identity of identities) if (!byIdentity.has(identity)) byIdentity.set(identity, group)
  }
  return groups.filter((group) => group.sent.length > 0)
}

const plain = ['email', 'phone', 'company', 'uen', 'job_title'] as const

/** What is known of somebody after all they sent: what was there stays, only gaps are filled. */
export function detailsOf({ lead, sent }: Group): ReadDetails {
  const first = <K extends keyof ReadDetails>(field: K): ReadDetails[K] | null =>
    lead?.[field] || (sent.map(({ details }) => details[field]).find(Boolean) ?? null)
  const known = Object.fromEntries(plain.map((field) => [field, first(field)])) as Pick<
    ReadDetails,
    (typeof plain)[number]
  >
  return {
    ...known,
    name: first('name') ?? known.company ?? known.email?.split('@')[0] ?? known.phone ?? 'Somebody',
    notes: lead ? lead.notes : first('notes'),
    custom_fields: Object.assign(
      {},
      ...sent.map(({ details }) => details.custom_fields).toReversed(),
      lead?.custom_fields,
    ),
  }
}

/** The first visit that is known never changes; the last is that of what came last. */
export function utmOf({ lead, sent }: Group): Utm {
  const visits = sent.map(({ payload }) => payload.utm)
  const first = lead?.utm.first ?? visits.map((utm) => utm.first ?? utm.last).find(Boolean)
  const last = visits.map((utm) => utm.last ?? utm.first).findLast(Boolean) ?? lead?.utm.last
  return { ...(first && { first }), ...(last && { last }) }
}

const pagesMax = 100

export function visitedPagesOf({ lead, sent }: Group): string[] {
  const pages = [...(lead?.visited_pages ?? []), ...sent.flatMap(({ payload }) => payload.visited_pages)]
  return [...new Set(pages.map((page) => page.trim()).filter(Boolean))].slice(-pagesMax)
}
