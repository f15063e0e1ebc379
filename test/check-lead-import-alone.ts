import type { InTransaction } from '#platform/context.ts'
import process from 'node:process'
import { continueCheck } from '#modules/lead-imports/continue-check.ts'
import { createPool, transact } from '#platform/database.ts'
import { createStorage } from '#platform/storage.ts'

/**
 * The dry run of one import in a program of its own, begun with --expose-gc: what else a process of tests holds would
 * be counted along there. Prints how much it held at most, and in how many transactions.
 */
const orders = JSON.parse(process.argv[2]!) as Orders
export type Orders = {
  url: string
  storage_url: string
  organization_id: string
  import_id: string
  check_count: number
}
export type Held = { peak_mib: number; turns: number }

const { organization_id, import_id, check_count } = orders
const pool = createPool({ url: orders.url, max: 1, name: 'test' })
const now = Temporal.Instant.from('2026-11-22T04:00:00Z')
const actor = { kind: 'system' as const, id: null, name: 'Test' }
let [before, peak, turns] = [0, 0, 0]
const inTransaction: InTransaction = (work) => {
  const held = alive()
  if (turns++ === 0) before = held
  peak = Math.max(peak, held - before)
  return transact(pool, organization_id, (db) =>
    work({ db, organization_id, actor, request_id: null, ip: null, user_agent: null, now }),
  )
}
await continueCheck(inTransaction, createStorage(orders.storage_url), import_id, check_count)
await pool.end()
process.stdout.write(JSON.stringify({ peak_mib: peak / 1_048_576, turns } satisfies Held))

/** Bytes that are in use, without what only waits to be collected. */
function alive(): number {
  global.gc!()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
