export type ProblemField = { pointer: string; code: string; detail: string }

/** A refusal that the caller may read. Thrown, never returned; `code` is `<module>.<reason>`, stable for ever. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly fields: ProblemField[] | undefined
  readonly headers: Record<string, string>
  /** Where a standard says what the problem is; else its page here does. */
  readonly type: string
  /** What the standard adds to the document. */
  readonly members: Record<string, unknown>

  constructor(
    status: number,
    code: string,
    detail: string,
    extra: {
      fields?: ProblemField[]
      headers?: Record<string, string>
      type?: string
      members?: Record<string, unknown>
    } = {},
  ) {
    super(detail)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.fields = extra.fields
    this.headers = extra.headers ?? {}
    this.type = extra.type ?? `/problems/${code}`
    this.members = extra.members ?? {}
  }
}

export function badRequest(code: string, detail: string, fields?: ProblemField[]): Problem {
  return new Problem(400, code, detail, fields && { fields })
}

export function unauthorized(code: string, detail: string): Problem {
  return new Problem(401, code, detail, { headers: { 'www-authenticate': 'Bearer' } })
}

export function forbidden(code: string, detail: string): Problem {
  return new Problem(403, code, detail)
}

/** The same body for what is not there and for what belongs to somebody else. */
export function notFound(noun: string): Problem {
  return new Problem(404, 'request.not_found', `There is no such ${noun}.`)
}

export function conflict(code: string, detail: string): Problem {
  return new Problem(409, code, detail)
}

export function gone(code: string, detail: string): Problem {
  return new Problem(410, code, detail)
}

/** Content that was understood and is wrong; every mistake at once, each with a pointer to its field. */
export function invalid(code: string, detail: string, fields: ProblemField[]): Problem {
  return new Problem(422, code, detail, { fields })
}

export function staleVersion(noun: string): Problem {
  return new Problem(
    412,
    'request.stale_version',
    `Somebody changed this ${noun} in the meantime. Load it again and repeat your change.`,
  )
}

export function unavailable(code: string, detail: string, retryAfterSeconds = 2): Problem {
  return new Problem(503, code, detail, { headers: { 'retry-after': String(retryAfterSeconds) } })
}

type DatabaseError = Error & { code?: string; constraint?: string; detail?: string }

/** Turns the violation of one named constraint into a refusal; anything else passes through. */
export function onConstraint(name: string, refuse: () => Problem): (error: unknown) => never {
  return (error) => {
    throw constraintOf(error) === name ? refuse() : error
  }
}

/** The constraint a database error names. From the message, for distributed PostgreSQL leaves the field empty. */
export function constraintOf(error: unknown): string | undefined {
  const { code, constraint, message } = error as DatabaseError
  if (!code?.startsWith('23')) return undefined
  return constraint ?? /constraint "([a-z0-9_]+?)(?:_\d{6,})?"/.exec(message)?.[1]
}

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', '57P01', '57P02', '57P03', '53300'])

/** True when the database could not be reached or went away, so that asking again later may well succeed. */
export function isConnectionLoss(error: unknown): boolean {
  const { code, message } = error as DatabaseError
  if (code && (connectionCodes.has(code) || code.startsWith('08'))) return true
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection/.test(
    message ?? '',
  )
}

/** Deadlocks and serialization failures: the whole transaction may simply be run again. */
export function isRetryable(error: unknown): boolean {
  return ['40001', '40P01'].includes((error as DatabaseError).code ?? '') || isStalePlan(error)
}

/** A migration changed a table under a prepared statement: this connection must be thrown away. */
export function isStalePlan(error: unknown): boolean {
  const { code, message } = error as DatabaseError
  return code === '0A000' && message.includes('cached plan')
}
