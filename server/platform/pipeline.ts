import type pg from 'pg'
import { serialize } from 'pg-protocol'
import { type Decode, decoderOf, type Field, type RawRow, type Row } from './row-decoder.ts'

/** A statement ready to send. `literal` statements differ with each call (SET LOCAL) and are never prepared by name. */
export type Statement = { readonly sql: string; readonly parameters: readonly unknown[]; readonly literal?: boolean }

type Prepared = { name: string; decode: Decode | undefined; bindNothing: Buffer | undefined }
/** The part of pg's own connection that a batch writes to. */
type Wire = {
  stream: { write(bytes: Buffer): void }
  on(event: 'parseComplete', listener: () => void): void
}
type WireState = { statements: Map<string, Prepared>; parsing: (string | undefined)[] }

/** Dynamic filters make many texts; past this many a connection parses the rest each time instead of growing. */
const preparedMax = 500
const wires = new WeakMap<Wire, WireState>()
const names = new Map<string, string>()

/**
 * Sends all statements in one write with one Sync and resolves to the rows of each. After an error the server skips
 * to the Sync, so nothing behind the failing statement runs; an open transaction then waits for ROLLBACK.
 */
export function runPipeline(client: pg.PoolClient, statements: readonly Statement[], prepare = true): Promise<Row[][]> {
  // Encoded before the first byte is written: an exception half-way would leave half a message on the wire.
  const encoded = statements.map(({ parameters }) => parameters.map(encode))
  return new Promise((resolve, reject) => {
    client.query(pipeline(statements, encoded, prepare, resolve, reject) as unknown as pg.Submittable)
  })
}

function pipeline(
  statements: readonly Statement[],
  encoded: (string | Buffer | null)[][],
  prepare: boolean,
  resolve: (results: Row[][]) => void,
  reject: (error: Error) => void,
) {
  const results: Row[][] = []
  const plan: Prepared[] = []
  let rows: Row[] = []
  // Undefined until pg hands us the wire, which it never does on a connection that is already lost.
  let state: WireState | undefined

  return {
    submit(wire: Wire) {
      const known = stateOf(wire)
      state = known
      const bytes: Buffer[] = []
      statements.forEach((statement, i) => {
        plan.push(addMessages(bytes, known, statement, encoded[i]!, prepare))
      })
      bytes.push(sync)
      // One buffer, one system call: a vector of a dozen small ones costs the kernel as much as the rest of the request.
      wire.stream.write(Buffer.concat(bytes))
      return null
    },
    handleRowDescription(message: { fields: Field[] }) {
      plan[results.length]!.decode = decoderOf(message.fields)
    },
    handleDataRow(message: { row: RawRow }) {
      rows.push(plan[results.length]!.decode!(message.row))
    },
    handleCommandComplete() {
      results.push(rows)
      rows = []
    },
    handleEmptyQuery() {
      results.push([])
    },
    handleError(error: Error) {
      // What was sent behind the failing statement was never parsed; what was parsed before it stays on the server.
      for (const sql of state?.parsing.splice(0) ?? []) if (sql !== undefined) state?.statements.delete(sql)
      Object.assign(error, { failed_statement: results.length, results })
      reject(error)
    },
    handleReadyForQuery() {
      resolve(results)
    },
  }
}

const execute = serialize.execute({ portal: '', rows: 0 })
const sync = serialize.sync()

function addMessages(
  bytes: Buffer[],
  state: WireState,
  statement: Statement,
  values: (string | Buffer | null)[],
  prepare: boolean,
): Prepared {
  const { sql } = statement
  const known = state.statements.get(sql)
  const named = prepare && !statement.literal && (known !== undefined || state.statements.size < preparedMax)
  const prepared = known ?? { name: named ? nameOf(sql) : '', decode: undefined, bindNothing: undefined }
  if (!known) {
    state.parsing.push(named ? sql : undefined)
    bytes.push(serialize.parse({ name: prepared.name, text: sql }))
    if (!statement.literal) bytes.push(serialize.describe({ type: 'S', name: prepared.name }))
    if (named) state.statements.set(sql, prepared)
  }
  if (values.length) bytes.push(serialize.bind({ statement: prepared.name, values }))
  else bytes.push((prepared.bindNothing ??= serialize.bind({ statement: prepared.name })))
  bytes.push(execute)
  return prepared
}

function stateOf(wire: Wire): WireState {
  const known = wires.get(wire)
  if (known) return known
  const state: WireState = { statements: new Map(), parsing: [] }
  wire.on('parseComplete', () => state.parsing.shift())
  wires.set(wire, state)
  return state
}

function nameOf(sql: string): string {
  const name = names.get(sql) ?? `s${names.size}`
  names.set(sql, name)
  return name
}

/** Objects and arrays travel as JSON; for a PostgreSQL array write `pgArray(...)`. */
function encode(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (typeof value === 'string') return value
  if (Buffer.isBuffer(value)) return value
  if (value instanceof Date) return value.toISOString()
  return JSON.stringify(value)
}

/** A PostgreSQL array literal of uuids, numbers or plain words, to be cast: `= any(${pgArray(ids)}::uuid[])`. */
export function pgArray(values: readonly (string | number)[]): string {
  return `{${values.map((value) => `"${String(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`
}
