import { type Pool, type TextQuery, transact } from '#platform/database.ts'
import { redactText } from '#platform/redact.ts'
import { pgArray } from '#platform/pipeline.ts'
import { type Subject, subjectOf } from './event-subjects.ts'

/** What became of the subject of an event: whose it was, or why it is none of ours. */
export type Outcome = { organization_id: string } | { ignored: string }
type Processing = {
  pool: Pool
  clock: () => Temporal.Instant
  /** Brings what we hold of a subject to what Stripe holds of it now. Bears being done twice, and beside itself. */
  sync: (subject: Subject, from: string | null) => Promise<Outcome>
}
type Taken = { id: string; payload: string; attempts: number; endpoint_organization_id: string | null }

const batchSize = 100
/** Whoever took events and is not heard of for so long is taken for dead. */
const lease = { minutes: 5 }
/** The first after some ten seconds, then each twice as late, at most six hours: about a day in all. */
export const maxAttempts = 14

/** Works through what is due, until nothing is. Several may do so beside each other. */
export async function processEvents(processing: Processing): Promise<void> {
  for (let taken: Taken[] = []; ;) {
    taken = await claim(processing)
    const bySubject = Map.groupBy(taken, ({ payload, endpoint_organization_id }) =>
      JSON.stringify([subjectOf(payload) ?? null, endpoint_organization_id]),
    )
    for (const [key, events] of bySubject) {
      const [subject, from] = JSON.parse(key) as [Subject | null, string | null]
      await processSubject(processing, subject, from, events)
    }
    if (taken.length < batchSize) return
  }
}

/** What happened to one thing in several events is looked at once: each of them only says that it changed. */
async function processSubject(
  processing: Processing,
  subject: Subject | null,
  from: string | null,
  events: Taken[],
): Promise<void> {
  try {
    const outcome = subject
      ? await processing.sync(subject, from)
      : { ignored: 'nothing we keep follows from this type' }
    await end(processing, events, outcome)
  } catch (error) {
    await postpone(processing, events, redactText((error as Error).message).slice(0, 500))
  }
}

function claim({ pool, clock }: Processing): Promise<Taken[]> {
  const now = clock()
  const query: TextQuery<Taken> = {
    text: `update stripe_events set attempts = attempts + 1, due_at = $2
           where id in (select id from stripe_events where status = 'waiting' and due_at <= $1
                        order by due_at, id limit ${batchSize} for update skip locked)
           returning id, payload, attempts, endpoint_organization_id`,
    parameters: [now.toString(), now.add(lease).toString()],
  }
  return transact(pool, undefined, (tx) => tx.all(query))
}

async function end({ pool, clock }: Processing, events: Taken[], outcome: Outcome): Promise<void> {
  const isOurs = 'organization_id' in outcome
  await transact(pool, undefined, async (tx) =>
    tx.send({
      text: `update stripe_events set status = $2, organization_id = coalesce(endpoint_organization_id, $3), last_error = $4,
               processed_at = $5, attempt_log = attempt_log || jsonb_build_object('at', $5::timestamptz, 'status', $2::text, 'error', $4::text)
             where id = any ($1::uuid[]) and status = 'waiting'`,
      parameters: [
        pgArray(events.map(({ id }) => id)),
        isOurs ? 'processed' : 'ignored',
        isOurs ? outcome.organization_id : null,
        isOurs ? null : outcome.ignored,
        clock().toString(),
      ],
    }),
  )
}

/** Spread out by chance, so that what failed together does not come back together. */
async function postpone({ pool, clock }: Processing, events: Taken[], reason: string): Promise<void> {
  const later = events.map(({ id, attempts }) => {
    const seconds = Math.min(5 * 2 ** attempts, 6 * 3600) * (0.75 + Math.random() / 2)
    const due_at = clock().add({ milliseconds: Math.round(seconds * 1000) })
    return { id, status: attempts >= maxAttempts ? 'dead' : 'waiting', due_at: due_at.toString() }
  })
  await transact(pool, undefined, async (tx) =>
    tx.send({
      text: `update stripe_events e set status = l.status, due_at = l.due_at, last_error = $2,
               attempt_log = attempt_log || jsonb_build_object('at', $3::timestamptz, 'status', 'failed', 'error', $2::text)
             from jsonb_to_recordset($1::jsonb) as l (id uuid, status text, due_at timestamptz) where e.id = l.id and e.status = 'waiting'`,
      parameters: [later, reason, clock().toString()],
    }),
  )
}

const kept = { hours: 24 * 90 }

/** Stripe sends an event again for at most 30 days, so nothing that is forgotten here can come back as new. */
export async function sweepEvents({ pool, clock }: Pick<Processing, 'pool' | 'clock'>): Promise<void> {
  await transact(pool, undefined, async (tx) =>
    tx.send({
      text: `delete from stripe_events where processed_at is not null and received_at < $1`,
      parameters: [clock().subtract(kept).toString()],
    }),
  )
}
