import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { createPool, read, type Transaction } from './database.ts'
import { newId } from './ids.ts'

const { parts, admin } = await startApp()

/** One connection, so that everybody must share it. */
async function withOneConnection(work: (pool: typeof parts.pool) => Promise<void>) {
  const { connectionString } = parts.pool.options
  const pool = createPool({ url: connectionString!, max: 1, name: 'grouped reads' })
  try {
    await work(pool)
  } finally {
    await pool.end()
  }
}

const backend = (tx: Transaction) => tx.one<{ pid: number }>({ text: 'select pg_backend_pid() as pid', parameters: [] })
const ask = (text: string) => ({ text, parameters: [] })
const organizationSeen = ask(
  `select current_setting('app.organization_id') as id, current_setting('transaction_read_only') as only`,
)

test('reads of many organisations in one write each see their own organisation, and can change nothing', () =>
  withOneConnection(async (pool) => {
    const ids = Array.from({ length: 50 }, newId)
    const seen = await Promise.all(ids.map((id) => read(pool, id, (tx) => tx.one(organizationSeen))))
    assert.deepEqual(
      seen,
      ids.map((id) => ({ id, only: 'on' })),
    )
  }))

test('a read that fails fails alone: those in front of it and behind it are answered', () =>
  withOneConnection(async (pool) => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        read(pool, newId(), (tx) => tx.one<{ n: number }>(ask(`select ${n} / (${n} % 5) as n`))),
      ),
    )
    outcomes.forEach((outcome, n) => {
      if (n % 5) assert.equal(outcome.status === 'fulfilled' && outcome.value.n, Math.trunc(n / (n % 5)))
      else assert.match(outcome.status === 'rejected' ? String(outcome.reason) : 'answered', /division by zero/)
    })
  }))

test('who may not look is refused by their own caller check, whatever their neighbours ask', () =>
  withOneConnection(async (pool) => {
    const asking = (n: number) =>
      read(pool, newId(), (tx) => tx.one(ask(n % 2 ? 'select 1 as one' : 'select 1 / 0 as one')), {
        query: ask(`select ${n} as caller`),
        check: (rows) => {
          if (n % 3 === 0) throw new Error(`caller ${String(rows[0]!.caller)} is refused`)
        },
      })
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => asking(n)))
    const said = outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as Error).message : 'ok'))
    assert.deepEqual(
      said,
      Array.from({ length: 12 }, (_, n) =>
        n % 3 === 0 ? `caller ${n} is refused` : n % 2 ? 'ok' : 'division by zero',
      ),
    )
  }))

test('when the connection dies under a read, those behind it are answered on a new one', () =>
  withOneConnection(async (pool) => {
    const { pid } = await read(pool, newId(), backend)
    const [killed, ...behind] = await Promise.allSettled([
      read(pool, newId(), (tx) => tx.one(ask(`select pg_terminate_backend(pg_backend_pid()), pg_sleep(30)`))),
      read(pool, newId(), backend),
      read(pool, newId(), backend),
    ])
    assert.equal(killed.status, 'rejected')
    for (const each of behind) assert.ok(each.status === 'fulfilled' && each.value.pid !== pid)
  }))

test('a table that changes under a prepared read is read again, on a new connection', () =>
  withOneConnection(async (pool) => {
    await admin.query('create table public.growing as select 1 as a')
    await admin.query('grant select on public.growing to public')
    const all = () => read(pool, newId(), (tx) => tx.all(ask('select * from public.growing')))
    assert.deepEqual(await all(), [{ a: 1 }])
    await admin.query('alter table public.growing add column b int')
    assert.deepEqual(await Promise.all([all(), all()]), [[{ a: 1, b: null }], [{ a: 1, b: null }]])
  }))
