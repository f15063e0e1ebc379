import type { ErrorObject } from 'ajv'
import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { badRequest, invalid, isConnectionLoss, notFound, Problem, unavailable } from './errors.ts'
import { fieldsOf } from './http-validation.ts'
import type { StoredAnswer } from './idempotency.ts'

type ValidationFailure = { ajv: ErrorObject[]; httpPart: string }

/** Thrown to end a request with the answer that the same request got the first time. */
export class Replay extends Error {
  readonly answer: StoredAnswer

  constructor(answer: StoredAnswer) {
    super('replayed')
    this.name = 'Replay'
    this.answer = answer
  }
}

/** The one place that turns what was thrown into an answer. What is unknown is logged whole and answered with nothing. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof Replay) return sendReplay(error.answer, reply)
  const problem = problemOf(error, request.id)
  if (problem.status >= 500) request.log.error({ error }, 'request failed')
  sendProblem(problem, request, reply)
}

function sendReplay({ status, body }: StoredAnswer, reply: FastifyReply): void {
  const media = status < 400 ? 'application/json' : 'application/problem+json'
  const { version } = (JSON.parse(body) ?? {}) as { version?: unknown }
  void reply
    .code(status)
    .header('idempotency-replayed', 'true')
    .headers(typeof version === 'number' ? { etag: `"${version}"` } : {})
    .header('content-type', `${media}; charset=utf-8`)
    .serializer(String)
    .send(body)
}

export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  const { status, headers } = problem
  void reply
    .code(status)
    .headers(headers)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer(String)
    .send(problemBody(problem, request.id))
}

export function problemBody({ type, status, code, message, fields, members }: Problem, request_id: string): string {
  return JSON.stringify({
    type,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: message,
    code,
    request_id,
    ...(fields && { errors: fields }),
    ...members,
  })
}

export function problemOf(error: unknown, request_id: string): Problem {
  if (error instanceof Problem) return error
  const { ajv, httpPart, statusCode, code } = error as Partial<ValidationFailure & FastifyError>
  if (ajv && httpPart) return refuseInput(ajv, httpPart)
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem(413, 'request.too_large', 'Send at most 1 MiB.')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new Problem(415, 'request.unsupported_media_type', 'Send JSON, with Content-Type: application/json.')
  if (isConnectionLoss(error))
    return unavailable('server.database_unavailable', 'The database cannot be reached just now. Try again in a moment.')
  if (code === '57014' || code === '55P03' || code === '25P03' || code === '25P04')
    return unavailable('server.busy', 'The server is too busy to do this just now. Try again in a moment.', 5)
  if (code === '22021' || code === '22P05')
    return new Problem(422, 'request.invalid_text', 'The text contains characters that cannot be stored.')
  if (code === '22003')
    return new Problem(422, 'request.number_too_large', 'An amount comes out too large to be stored.')
  if ((error as Error).name === 'Overloaded')
    return unavailable('server.busy', 'The server is too busy to do this just now. Try again in a moment.', 5)
  if (statusCode && statusCode >= 400 && statusCode < 500)
    return badRequest('request.malformed', 'The request cannot be read as HTTP with a JSON body.')
  return new Problem(
    500,
    'server.failed',
    `Something went wrong here. Try again; if it stays, tell us the request id, ${request_id}, which leads us to it.`,
  )
}

function refuseInput(errors: ErrorObject[], part: string): Problem {
  if (part === 'params') return notFound('resource')
  const fields = fieldsOf(errors)
  if (part === 'body')
    return invalid('request.invalid_body', 'Some fields are not right; `errors` lists each of them.', fields)
  return badRequest(
    'request.invalid_query',
    'Some query parameters are not right; `errors` lists each of them.',
    fields.map((field) => ({ ...field, pointer: `?${field.pointer.slice(1)}` })),
  )
}
