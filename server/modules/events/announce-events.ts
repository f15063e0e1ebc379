import type { Transaction } from '#platform/database.ts'
import { pgArray } from '#platform/pipeline.ts'
import type { Dispatched } from './dispatch-events.ts'

export const announcementChannel = 'nexuscore_events'

/** That something happened in an organisation, never what: whoever hears it reads by the usual ways. */
export type Announcement = {
  organization_id: string
  /** Undefined: too many to name. */
  events?: AnnouncedEvent[]
}
export type AnnouncedEvent = { name: string; subject_id: string }

/** Keeps a payload far below the 8,000 bytes that PostgreSQL takes. */
const namedMax = 40

/** Heard by every web process when the transaction commits. */
export function announceEvents(tx: Transaction, events: Dispatched[]): void {
  const payloads = announcementsOf(events).map((announcement) => JSON.stringify(announcement))
  if (payloads.length)
    tx.send({
      text: `select pg_notify('${announcementChannel}', payload) from unnest($1::text[]) as payload`,
      parameters: [pgArray(payloads)],
    })
}

/** One for each organisation, with what happened to each subject once. */
export function announcementsOf(events: Dispatched[]): Announcement[] {
  return [...Map.groupBy(events, ({ organization_id }) => organization_id)].map(([organization_id, its]) => {
    const named = new Map(its.map(({ name, subject_id }) => [`${name} ${subject_id}`, { name, subject_id }]))
    return named.size > namedMax ? { organization_id } : { organization_id, events: [...named.values()] }
  })
}
