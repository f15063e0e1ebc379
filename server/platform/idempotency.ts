import type { Context } from './context.ts'
import { type Pool, type TextQuery, type Transaction, transact } from './database.ts'
import { constraintOf, Problem } from './errors.ts'

/** One request that may be sent again: whose it is and what it was. `organization_id` is undefined outside of any. */
export type Idempotency = {
  organization_id: string | undefined
  actor_id: string
  route: string
  key: string
  fingerprint: string
}
export type StoredAnswer = { status: number; body: string }

/** The claim commits with the change it guards, or not at all: a crash in between leaves no trace of either. */
export function claim(ctx: Context, idempotency: Idempotency, now: Temporal.Instant): void {
  ctx.db.send(insertKey(idempotency, undefined, now))
}

/** Unless somebody else has claimed the key since. */
export function keepRefusal(tx: Transaction, idempotency: Idempotency, answer: StoredAnswer, now: Temporal.Instant) {
  const { text, parameters } = insertKey(idempotency, answer, now)
  tx.send({ text: `${text} on conflict do nothing`, parameters })
}

function insertKey(
  idempotency: Idempotency,
  answer: StoredAnswer | undefined,
  now: Temporal.Instant,
): TextQuery<never> {
  const { organization_id, actor_id, route, key, fingerprint } = idempotency
  const values = [actor_id, route, key, fingerprint, answer?.status ?? null, answer?.body ?? null, now.toString()]
  return organization_id
    ? {
        text: `insert into idempotency_keys (organization_id, actor_id, route, key, fingerprint, status, body, created_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        parameters: [organization_id, ...values],
      }
    : {
        text: `insert into user_idempotency_keys (user_id, route, key, fingerprint, status, body, created_at)
               values ($1, $2, $3, $4, $5, $6, $7)`,
        parameters: values,
      }
}

export function keepAnswer(ctx: Context, idempotency: Idempotency, { status, body }: StoredAnswer): void {
  const { organization_id, actor_id, route, key } = idempotency
  ctx.db.send(
    organization_id
      ? {
          text: `update idempotency_keys set status = $5, body = $6
                 where organization_id = $1 and actor_id = $2 and route = $3 and key = $4`,
          parameters: [organization_id, actor_id, route, key, status, body],
        }
      : {
          text: `update user_idempotency_keys set status = $4, body = $5 where user_id = $1 and route = $2 and key = $3`,
          parameters: [actor_id, route, key, status, body],
        },
  )
}

export const isClaimed = (error: unknown): boolean =>
  ['idempotency_keys_pkey', 'user_idempotency_keys_pkey'].includes(constraintOf(error) ?? '')
/** The first request is still running and holds the key for longer than we wait for a lock. */
export const isStillRunning = (error: unknown): boolean => {
  const { code, where = '' } = error as { code?: string; where?: string }
  return code === '55P03' && where.includes('idempotency_keys')
}

/** The answer to the first request; undefined when that one was rolled back meanwhile and the key is free again. */
export async function replay(pool: Pool, idempotency: Idempotency): Promise<StoredAnswer | undefined> {
  const { organization_id, actor_id, route, key, fingerprint } = idempotency
  const query: TextQuery<StoredAnswer & { fingerprint: string }> = organization_id
    ? {
        text: `select fingerprint, status, body from idempotency_keys
               where organization_id = $1 and actor_id = $2 and route = $3 and key = $4`,
        parameters: [organization_id, actor_id, route, key],
      }
    : {
        text: `select fingerprint, status, body from user_idempotency_keys where user_id = $1 and route = $2 and key = $3`,
        parameters: [actor_id, route, key],
      }
  const row = await transact(pool, organization_id, (tx) => tx.find(query))
  if (row && row.fingerprint !== fingerprint)
    throw new Problem(
      422,
      'request.idempotency_key_reused',
      'This Idempotency-Key was used for a different request. Use a new key.',
    )
  return row && { status: row.status, body: row.body }
}

export const stillRunning = () =>
  new Problem(
    409,
    'request.idempotency_in_progress',
    'The first request with this Idempotency-Key is still running. Ask again in a moment.',
    { headers: { 'retry-after': '1' } },
  )

/** The header's value: a string of RFC 9651 in quotes, as the IETF draft has it, or the bare key. */
export function readKey(header: string | string[] | undefined, isRequired: boolean): string | undefined {
  if (header === undefined) {
    if (!isRequired) return undefined
    throw new Problem(
      400,
      'request.idempotency_key_required',
      'Send an Idempotency-Key header of 1 to 255 characters, new for each thing you want done once.',
    )
  }
  const text = String(header)
  const quoted = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/.exec(text)?.[1]
  const key = quoted?.replaceAll(/\\(.)/g, '$1') ?? text
  if (/^[\x20-\x7e]{1,255}$/.test(key) && (quoted !== undefined || !text.startsWith('"'))) return key
  throw new Problem(400, 'request.invalid_idempotency_key', 'An Idempotency-Key has 1 to 255 visible ASCII characters.')
}
