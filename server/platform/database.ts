import {
  type Compilable,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely'
import pg from 'pg'
import type { Tables } from '#db/tables.ts'
import { isRetryable, isStalePlan, type Problem } from './errors.ts'
import { runRead } from './grouped-reads.ts'
import { runPipeline, type Statement } from './pipeline.ts'
import type { Row } from './row-decoder.ts'

/** A query builder that only compiles; a transaction runs what it builds. */
export const db = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
  },
})

/** What a transaction runs: a built query, a statement made by `sql`, or a prepared text with its parameters. */
export type Query<R> = Compilable<R> | RawBuilder<R> | TextQuery<R>
export type TextQuery<R> = { readonly text: string; readonly parameters: readonly unknown[]; readonly row?: R }
type RowsOf<Q extends readonly Query<unknown>[]> = {
  -readonly [I in keyof Q]: (Q[I] extends Query<infer R> ? R : never)[]
}

export type Transaction = {
  all<R>(query: Query<R>): Promise<R[]>
  /** The one row; none: throws what `orElse` makes, or an error that says the statement found nothing. */
  one<R>(query: Query<R>, orElse?: () => Problem): Promise<R>
  find<R>(query: Query<R>): Promise<R | undefined>
  /** Several queries in one round trip. */
  batch<const Q extends readonly Query<unknown>[]>(...queries: Q): Promise<RowsOf<Q>>
  /** Travels with the next statement or the commit, for what nobody waits on; its failure fails the transaction. */
  send(query: Query<unknown>): void
  /** From the next statement on inside this organisation: one that the transaction creates, or that it was told to look into. */
  enter(organization_id: string): void
}

export type Pool = pg.Pool & { prepare: boolean }

export function createPool(options: { url: string; max: number; name: string; prepare?: boolean }): Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max,
    application_name: `nexuscore ${options.name}`,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    options: '-c timezone=UTC -c search_path=app',
  })
  // A connection that dies is replaced at the next checkout; without listeners it would end the program.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return Object.assign(pool, { prepare: options.prepare ?? true })
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const isUuid = (text: string): boolean => uuid.test(text)

/** SET takes no parameters, and set_config() does not reach the shards of a distributed database: hence a literal. */
function enterStatement(organization_id: string): Statement {
  if (!isUuid(organization_id)) throw new Error('organization_id must be a lower-case uuid')
  return { sql: `set local app.organization_id = '${organization_id}'`, parameters: [], literal: true }
}

const statement = (sql: string): Statement => ({ sql, parameters: [] })
const begin = statement('begin')
const beginReadOnly = statement('begin read only')
const commit = statement('commit')
const rollback = statement('rollback')

export type Work<T> = (tx: Transaction) => Promise<T>

/** Runs `work` in one transaction, for one organisation (or none), and once more after a deadlock. */
export async function transact<T>(pool: Pool, organization_id: string | undefined, work: Work<T>): Promise<T> {
  try {
    return await transactOnce(pool, organization_id, work)
  } catch (error) {
    if (!isRetryable(error)) throw error
    return transactOnce(pool, organization_id, work)
  }
}

async function transactOnce<T>(pool: Pool, organization_id: string | undefined, work: Work<T>): Promise<T> {
  const client = await pool.connect()
  const pending: Statement[] = organization_id ? [begin, enterStatement(organization_id)] : [begin]
  const opening = pending.length
  let sent = false
  const flush = async (...statements: Statement[]) => {
    const write = [...pending.splice(0), ...statements]
    sent = true
    const results = await runPipeline(client, write, pool.prepare)
    return results.slice(write.length - statements.length)
  }
  let broken = false
  try {
    const tx = transactionOver(flush, pending, (id) => void pending.push(enterStatement(id)))
    const result = await work(tx)
    if (sent || pending.length > opening) await flush(commit)
    return result
  } catch (error) {
    broken = isStalePlan(error)
    if (sent) await runPipeline(client, [rollback]).catch(() => (broken = true))
    throw error
  } finally {
    client.release(broken)
  }
}

/**
 * Runs reads: each round trip is a whole read-only transaction in one write, so a connection is held only while the
 * database works. READ COMMITTED promises nothing across statements that this would lose. `first` rides in front of
 * the first round trip and is shown its rows before anybody sees the others, even when one of those failed.
 */
export async function read<T>(
  pool: Pool,
  organization_id: string | undefined,
  work: Work<T>,
  first?: { query: Query<unknown>; check: (rows: Row[]) => void },
): Promise<T> {
  let gate = first
  let entered = organization_id
  const enter = (id: string) => void (entered = id)
  const flush = async (...statements: Statement[]) => {
    const entering = entered ? [beginReadOnly, enterStatement(entered)] : [beginReadOnly]
    const head = gate ? [...entering, compile(gate.query)] : entering
    try {
      const results = await runRead(pool, [...head, ...statements, commit])
      gate?.check(results[head.length - 1]!)
      gate = undefined
      return results.slice(head.length, -1)
    } catch (error) {
      const rows = (error as { results?: Row[][] }).results?.[head.length - 1]
      if (gate && rows) gate.check(rows)
      throw error
    }
  }
  const result = await work(transactionOver(flush, undefined, enter))
  if (gate) await flush()
  return result
}

function transactionOver(
  flush: (...statements: Statement[]) => Promise<Row[][]>,
  pending: Statement[] | undefined,
  enter: Transaction['enter'],
): Transaction {
  const all = async (query: Query<unknown>) => (await flush(compile(query)))[0]!
  return {
    all: all as Transaction['all'],
    find: (async (query: Query<unknown>) => (await all(query))[0]) as Transaction['find'],
    one: (async (query: Query<unknown>, orElse?: () => Problem) => {
      const row = (await all(query))[0]
      if (row === undefined) throw orElse?.() ?? new Error(`No row from: ${compile(query).sql.slice(0, 120)}`)
      return row
    }) as Transaction['one'],
    batch: ((...queries: Query<unknown>[]) => flush(...queries.map(compile))) as Transaction['batch'],
    send(query) {
      if (!pending) throw new Error('A read cannot change anything: use a route with a changing method')
      pending.push(compile(query))
    },
    enter,
  }
}

/** Tests hang a recorder here, that fails a statement on a tenant table which does not name its organisation. */
export const recorder: { see: ((sql: string) => void) | undefined } = { see: undefined }

export function compile(query: Query<unknown>): Statement {
  const made =
    'text' in query
      ? { sql: query.text, parameters: query.parameters }
      : 'toOperationNode' in query && !('isRawBuilder' in query)
        ? (query as Compilable).compile()
        : (query as RawBuilder<unknown>).compile(db)
  recorder.see?.(made.sql)
  return made
}
