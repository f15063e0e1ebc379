import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import { canonicalJson } from './canonical-json.ts'
import type { Context } from './context.ts'
import { fingerprint } from './crypto.ts'
import { type Pool, transact } from './database.ts'
import { Problem } from './errors.ts'
import { accessOf, isRead } from './http-access.ts'
import { problemBody, Replay } from './http-problems.ts'
import * as idempotent from './idempotency.ts'

type Options = {
  pool: Pool
  /** How long a second request waits for the first; 5 seconds unless given. */
  idempotency_wait_ms?: number
}

/** Inside an organisation whatever changes something takes a key; outside, what says so in its config. */
export function idempotencyOf(
  request: FastifyRequest,
  organization_id: string | undefined,
): idempotent.Idempotency | undefined {
  const { url, config } = request.routeOptions
  if (isRead(request) || (!organization_id && !config.idempotency)) return undefined
  const key = idempotent.readKey(request.headers['idempotency-key'], config.idempotency === 'required')
  if (!key) return undefined
  return {
    organization_id,
    actor_id: accessOf(request)!.actor!.id!,
    route: `${request.method} ${url}`,
    key,
    fingerprint: fingerprint(request.method, request.url, canonicalJson(request.body ?? null)),
  }
}

/** What runs in this process, so that those who come again wait here and hold no connection to the database. */
const running = new Map<string, Promise<unknown>>()

/** Does the work and stores its answer in one transaction, or throws the answer stored when it was done before. */
export async function once<T>(
  options: Options,
  request: FastifyRequest,
  key: idempotent.Idempotency,
  run: (work: (ctx: Context) => Promise<T>) => Promise<T>,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const name = [key.organization_id ?? '', key.actor_id, key.route, key.key].join(' ')
  for (let first = running.get(name); first; first = running.get(name)) {
    await firstOf(first, options.idempotency_wait_ms ?? 5_000)
    await replayOf(options.pool, key)
  }
  const doing = doOnce(options, request, key, run, work)
  running.set(
    name,
    doing.catch(() => {}),
  )
  try {
    return await doing
  } finally {
    running.delete(name)
  }
}

async function firstOf(first: Promise<unknown>, wait_ms: number): Promise<void> {
  const giveUp = new AbortController()
  const late = wait(wait_ms, 'late', { signal: giveUp.signal }).catch(() => {})
  const outcome = await Promise.race([first, late])
  giveUp.abort()
  if (outcome === 'late') throw idempotent.stillRunning()
}

async function replayOf(pool: Pool, key: idempotent.Idempotency): Promise<void> {
  const answer = await idempotent.replay(pool, key)
  if (answer) throw new Replay(answer)
}

async function doOnce<T>(
  options: Options,
  request: FastifyRequest,
  key: idempotent.Idempotency,
  run: (work: (ctx: Context) => Promise<T>) => Promise<T>,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  try {
    return await run(async (ctx) => {
      // On our time, by which keys are swept.
      idempotent.claim(ctx, key, accessOf(request)!.now)
      const result = await work(ctx)
      const status = accessOf(request)!.reply.statusCode
      const { shown_once } = request.routeOptions.config
      const kept = shown_once ? { ...result, [shown_once]: null } : result
      idempotent.keepAnswer(ctx, key, { status, body: JSON.stringify(kept) })
      return result
    })
  } catch (error) {
    if (idempotent.isStillRunning(error)) throw idempotent.stillRunning()
    if (idempotent.isClaimed(error)) {
      await replayOf(options.pool, key)
      return doOnce(options, request, key, run, work)
    }
    if (error instanceof Problem && isLasting(error)) await keepRefusal(options.pool, request, key, error)
    throw error
  }
}

/**
 * A refusal that the state of things gave is the answer to this request, and stays it. What lists fields is a mistake
 * in the request; that, a stale version, a missing right or an outage may be mended and tried again with the same key.
 */
const isLasting = ({ status, fields }: Problem): boolean => [404, 409, 410, 422].includes(status) && !fields

/** In a transaction of its own: the one that was refused left nothing behind. */
async function keepRefusal(
  pool: Pool,
  request: FastifyRequest,
  key: idempotent.Idempotency,
  problem: Problem,
): Promise<void> {
  const { now } = accessOf(request)!
  await transact(pool, key.organization_id, async (tx) =>
    idempotent.keepRefusal(tx, key, { status: problem.status, body: problemBody(problem, request.id) }, now),
  )
}
