import type pg from 'pg'
import { isStalePlan } from './errors.ts'
import { runPipeline, type Statement } from './pipeline.ts'
import type { Row } from './row-decoder.ts'

type Connections = pg.Pool & { prepare: boolean }
type Read = {
  /** A transaction of its own, from `begin` to `commit`. */
  statements: readonly Statement[]
  again: boolean
  resolve: (results: Row[][]) => void
  reject: (error: unknown) => void
}
type PipelineError = Error & { failed_statement: number; results: Row[][] }

/** Bounds what a slow statement can hold up: the reads behind it that came in the same turn. */
const groupMax = 8
const queues = new WeakMap<Connections, Read[]>()

/**
 * Runs a whole read-only transaction in one write. Reads that come in the same turn of the event loop share the
 * write and the connection, one transaction after the other: waking a database process for each costs more than
 * most reads do. One that fails fails alone; an error carries the rows of its own statements before it, as `results`.
 */
export function runRead(pool: Connections, statements: readonly Statement[]): Promise<Row[][]> {
  return new Promise((resolve, reject) => enqueue(pool, [{ statements, again: false, resolve, reject }]))
}

function enqueue(pool: Connections, reads: Read[]): void {
  const queue = queues.get(pool) ?? []
  queues.set(pool, queue)
  if (!queue.length) setImmediate(startGroups, pool, queue)
  queue.push(...reads)
}

function startGroups(pool: Connections, queue: Read[]): void {
  while (queue.length) void runGroup(pool, queue.splice(0, groupMax))
}

async function runGroup(pool: Connections, group: Read[]): Promise<void> {
  const client = await pool.connect().catch((error: unknown) => {
    for (const read of group) read.reject(error)
  })
  if (!client) return
  let broken = false
  try {
    const statements = group.flatMap((read) => read.statements)
    share(group, await runPipeline(client, statements, pool.prepare))
  } catch (error) {
    broken = isStalePlan(error)
    await runPipeline(client, [rollback]).catch(() => (broken = true))
    settleFailed(pool, group, error as PipelineError)
  } finally {
    client.release(broken)
  }
}

const rollback: Statement = { sql: 'rollback', parameters: [] }

/** Gives each read its part of the results; those the results do not reach are returned. */
function share(group: Read[], results: Row[][]): Read[] {
  let at = 0
  for (const [i, { statements, resolve }] of group.entries()) {
    if (at + statements.length > results.length) return group.slice(i)
    resolve(results.slice(at, (at += statements.length)))
  }
  return []
}

function settleFailed(pool: Connections, group: Read[], error: PipelineError): void {
  const [failed, ...behind] = share(group, error.results ?? [])
  if (!failed) return
  // The server says nothing of a lost connection's statements: everybody behind it has lost it too.
  const isLost = !('severity' in error)
  if (isStalePlan(error) && !failed.again) behind.unshift({ ...failed, again: true })
  else failed.reject(ownError(group, failed, error))
  if (isLost) for (const read of behind) read.reject(error)
  else if (behind.length) enqueue(pool, behind)
}

function ownError(group: Read[], failed: Read, error: PipelineError): PipelineError {
  const before = group.slice(0, group.indexOf(failed)).reduce((sum, { statements }) => sum + statements.length, 0)
  return Object.assign(error, { results: error.results?.slice(before) ?? [] })
}
