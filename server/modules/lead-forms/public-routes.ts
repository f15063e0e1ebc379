import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '#platform/http.ts'
import { accessOf } from '#platform/http-access.ts'
import { allowReading, originOf, preflight } from './cross-origin.ts'
import { readUrlEncoded } from './read-url-encoded.ts'
import { receiveSubmission } from './receive-submission.ts'
import { showLeadForm } from './show-lead-form.ts'
import { ByFormKey, PublicForm, Submission, SubmissionReceipt } from './submission-schemas.ts'
import type { FormParts, Sender } from './submit-lead-form.ts'

const tags = ['public forms']
const config = { permission: 'public', answer_headers: allowReading }
const bodyLimit = 65_536

/** What visitors of any site may ask: which form it is, and to send it. Nobody is signed in, and no cookie is looked at. */
export function publicFormRoutes(app: App, parts: FormParts): void {
  app.register((scope, _options, done) => {
    const door = scope as unknown as App
    door.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit },
      (_request, body, parsed) => parsed(null, readUrlEncoded(String(body))),
    )
    addRoutes(door, parts)
    done()
  })
}

function addRoutes(door: App, parts: FormParts): void {
  door.get('/public/forms/:form_key', {
    config,
    schema: { operationId: 'getPublicForm', tags, params: ByFormKey, response: { 200: PublicForm } },
    handler: (request) => showLeadForm(parts, request.params.form_key, originOf(request), accessOf(request)!.now),
  })

  door.options('/public/forms/:form_key/submissions', {
    config: { ...config, cost: 0 },
    schema: { hide: true, params: ByFormKey },
    handler: (_request, reply) => reply.headers(preflight).code(204).send(),
  })

  door.post('/public/forms/:form_key/submissions', {
    config,
    bodyLimit,
    schema: {
      operationId: 'submitLeadForm',
      tags,
      params: ByFormKey,
      body: Submission,
      response: { 202: SubmissionReceipt, 303: Type.Null() },
    },
    handler: async (request, reply) => {
      const { form_key } = request.params
      const type = request.headers['content-type']
      const { code, headers, body } = await receiveSubmission(parts, form_key, request.body, senderOf(request), type)
      reply.code(code).headers(headers)
      return body
    },
  })
}

const senderOf = (request: FastifyRequest): Sender => ({
  ip: request.ip,
  origin: originOf(request),
  user_agent: request.headers['user-agent']?.slice(0, 300) ?? null,
  now: accessOf(request)!.now,
})
