import { type Pool, transact } from '#platform/database.ts'
import { queueJob } from '#platform/jobs.ts'
import { processLeadSubmissions } from './jobs.ts'

export type Incoming = {
  organization_id: string
  id: string
  form_id: string
  payload: object
  is_filled_trap: boolean
  shown_at: string | null
  address_key: string
  origin: string | null
  user_agent: string | null
  received_at: string
}
export type SubmissionInbox = { store(submission: Incoming): Promise<void> }

const most = 500

/**
 * Keeps what is sent, each once. What comes while others are written is written together, so that a thousand a second
 * cost a few dozen commits; whoever sent one is answered when it is on disk.
 */
export function createSubmissionInbox(pool: Pool): SubmissionInbox {
  const waiting: { submission: Incoming; resolve: () => void; reject: (error: unknown) => void }[] = []
  let writing = false
  const write = async () => {
    if (writing) return
    writing = true
    while (waiting.length) {
      // One organisation at a time: what fails for one is no other's trouble.
      const [{ submission }] = waiting as [(typeof waiting)[0]]
      const batch = waiting
        .filter((each) => each.submission.organization_id === submission.organization_id)
        .slice(0, most)
      for (const each of batch) waiting.splice(waiting.indexOf(each), 1)
      try {
        await insert(
          pool,
          submission.organization_id,
          batch.map((each) => each.submission),
        )
        for (const { resolve } of batch) resolve()
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    writing = false
  }
  return {
    store: (submission) =>
      new Promise((resolve, reject) => {
        waiting.push({ submission, resolve, reject })
        void write()
      }),
  }
}

async function insert(pool: Pool, organization_id: string, submissions: Incoming[]): Promise<void> {
  await transact(pool, organization_id, async (tx) => {
    tx.send({
      text: `insert into lead_submissions (organization_id, id, form_id, payload, is_filled_trap, shown_at, address_key,
               origin, user_agent, received_at)
             select $1, s.id, s.form_id, s.payload, s.is_filled_trap, s.shown_at, s.address_key, s.origin, s.user_agent,
               s.received_at
             from jsonb_to_recordset($2::jsonb) as s (id uuid, form_id uuid, payload jsonb, is_filled_trap boolean,
               shown_at timestamptz, address_key text, origin text, user_agent text, received_at timestamptz)
             order by s.id
             on conflict (organization_id, id) do nothing`,
      parameters: [organization_id, JSON.stringify(submissions)],
    })
    queueJob(
      { db: tx, request_id: null },
      processLeadSubmissions,
      { organization_id },
      {
        key: `${processLeadSubmissions.name} ${organization_id}`,
      },
    )
  })
}
