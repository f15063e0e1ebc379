import pg from 'pg'

/** A statement ready to send. `literal` statements differ with each call (SET LOCAL) and are never prepared by name. */
export type Statement = { readonly sql: string; readonly parameters: readonly unknown[]; readonly literal?: boolean }
export type Row = Record<string, unknown>

type Field = { name: string; dataTypeID: number }
type Decode = (fields: (string | null)[]) => Row
type Prepared = { name: string; decode: Decode | undefined }
/** The part of pg's own connection that a batch writes to. */
type Wire = {
  stream: { cork(): void; uncork(): void }
  parse(message: { name: string; text: string }): void
  describe(message: { type: 'S' | 'P'; name: string }): void
  bind(message: { statement: string; values: (string | Buffer | null)[] }): void
  execute(message: { rows: number }): void
  sync(): void
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
      wire.stream.cork()
      statements.forEach((statement, i) => {
        plan.push(send(wire, known, statement, encoded[i]!, prepare))
      })
      wire.sync()
      wire.stream.uncork()
      return null
    },
    handleRowDescription(message: { fields: Field[] }) {
      plan[results.length]!.decode = decoder(message.fields)
    },
    handleDataRow(message: { fields: (string | null)[] }) {
      rows.push(plan[results.length]!.decode!(message.fields))
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

function send(
  wire: Wire,
  state: WireState,
  statement: Statement,
  values: (string | Buffer | null)[],
  prepare: boolean,
) {
  const { sql } = statement
  const known = state.statements.get(sql)
  const named = prepare && !statement.literal && (known !== undefined || state.statements.size < preparedMax)
  const prepared = known ?? { name: named ? nameOf(sql) : '', decode: undefined }
  if (!known) {
    state.parsing.push(named ? sql : undefined)
    wire.parse({ name: prepared.name, text: sql })
    if (!statement.literal) wire.describe({ type: 'S', name: prepared.name })
    if (named) state.statements.set(sql, prepared)
  }
  wire.bind({ statement: prepared.name, values })
  wire.execute({ rows: 0 })
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

const textTypes = new Set([25, 1042, 1043, 2950, 1082, 1700])
const parserOf = (oid: number): ((text: string) => unknown) => {
  switch (oid) {
    case 20: // int8: exact up to 90 trillion dollars in cents
      return Number
    case 1184: // timestamptz, sessions run in UTC: '2026-11-22 10:30:00.123+00'
      return (text) => `${text.slice(0, 10)}T${text.slice(11, -3)}Z`
    default:
      // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- any type may come back, not only those it names
      return pg.types.getTypeParser(oid) as (text: string) => unknown
  }
}

/** Compiles `(f) => ({ id: f[0], total: f[1] === null ? null : p[1](f[1]) })` once per statement and connection. */
function decoder(fields: Field[]): Decode {
  const parsers = fields.map(({ dataTypeID }) => parserOf(dataTypeID))
  const members = fields.map(({ name, dataTypeID }, i) =>
    textTypes.has(dataTypeID)
      ? `${JSON.stringify(name)}: f[${i}]`
      : `${JSON.stringify(name)}: f[${i}] === null ? null : p[${i}](f[${i}])`,
  )
  // Column names pass through JSON.stringify; a keyed loop in place of this costs 15 % more per request.
  // oxlint-disable-next-line typescript/no-implied-eval
  return new Function('p', `return (f) => ({ ${members.join(', ')} })`)(parsers) as Decode
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
