import type { FastifyReply, FastifyRequest } from 'fastify'
import { readUrlEncoded } from '#modules/lead-forms/read-url-encoded.ts'
import { showLeadForm } from '#modules/lead-forms/show-lead-form.ts'
import type { Submission } from '#modules/lead-forms/submission-schemas.ts'
import { type FormParts, submitLeadForm } from '#modules/lead-forms/submit-lead-form.ts'
import { Problem } from '#platform/errors.ts'
import type { App } from '#platform/http.ts'
import { accessOf } from '#platform/http-access.ts'
import { formPage, type FormPageState, noFormPage } from './form-page.ts'
import { sendPage } from './send-page.ts'

type Asking = FastifyRequest<{
  Params: { form_key: string }
  Querystring: { embed?: string; sent?: string; problem?: string }
}>
type Sending = Asking & { body: Submission }

const config = { permission: 'public' }
const bodyLimit = 65_536
/** The page is signed for one visitor, and may stand in frames of other sites. */
const headers = { 'x-robots-tag': 'noindex', 'cross-origin-resource-policy': 'cross-origin' }

/** Each form on a page of its own, at an address that can be printed: /f/{form_key}. */
export function formPageRoutes(app: App, parts: FormParts): void {
  app.register((scope, _options, done) => {
    const own = scope as unknown as App
    own.removeAllContentTypeParsers()
    own.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit },
      (_request, body, parsed) => parsed(null, readUrlEncoded(String(body))),
    )
    own.get('/f/:form_key', {
      config,
      handler: (request, reply) => show(parts, request as Asking, reply, lookOf((request as Asking).query)),
    })
    // Without script: the page is drawn again with what is wrong, and with everything that was typed.
    own.post('/f/:form_key', {
      config,
      bodyLimit,
      handler: (request, reply) => receive(parts, request as Sending, reply),
    })
    done()
  })
}

type Look = Pick<FormPageState, 'is_sent' | 'values' | 'mistakes'>

/** As somebody comes back from sending a form of a site's own. */
function lookOf({ sent, problem }: Asking['query']): Look {
  const mistakes = problem && {
    '': `Nothing was sent. ${problems[problem] ?? 'Fill the form in here, and send it again.'}`,
  }
  return { is_sent: sent === 'yes', ...(mistakes && { mistakes }) }
}
const problems: Record<string, string> = {
  'lead_forms.origin_not_allowed': 'The form may not stand on that site. It can be filled in here.',
  'request.quota_exceeded': 'Too much came at once. Try again in a minute.',
}

async function show(parts: FormParts, request: Asking, reply: FastifyReply, look: Look, status = 200) {
  const { params, query } = request
  try {
    const { now } = accessOf(request)!
    const shown = await showLeadForm(parts, params.form_key, null, now)
    const { allowed_origins } = await parts.door.find(params.form_key)
    const page = formPage(shown, { ...look, allowed_origins, is_framed: query.embed === '1' })
    return await sendPage(reply.headers(headers), page, status)
  } catch (error) {
    const is_closed = isProblem(error, 410)
    if (!is_closed && !isProblem(error, 404)) throw error
    return sendPage(reply.headers(headers), noFormPage({ is_closed }), is_closed ? 410 : 404)
  }
}

async function receive(parts: FormParts, request: Sending, reply: FastifyReply) {
  const { form_key } = request.params
  const { origin, 'user-agent': user_agent } = request.headers
  const page = `/f/${encodeURIComponent(form_key)}`
  const submission = { ...request.body, page_url: parts.public_url + page }
  const { now } = accessOf(request)!
  const sender = { ip: request.ip, origin: origin ?? null, user_agent: user_agent?.slice(0, 300) ?? null, now }
  try {
    const { redirect_url } = await submitLeadForm(parts, form_key, submission, sender, true)
    return await reply.redirect(redirect_url ?? `${page}?sent=yes${request.query.embed === '1' ? '&embed=1' : ''}`, 303)
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error
    const look = { is_sent: false, values: typedIn(submission), mistakes: mistakesOf(error) }
    return show(parts, request, reply, look, error.status)
  }
}

const typedIn = ({ fields, consents = {} }: Submission): Record<string, string> =>
  Object.fromEntries([
    ...Object.entries(fields).map(([name, value]) => [name, String(value)]),
    ...Object.keys(consents).map((channel) => [`consent.${channel}`, 'yes']),
  ])

/** By the names of the inputs; what belongs to none stands above them all. */
function mistakesOf({ fields, message }: Problem): Record<string, string> {
  const named = (fields ?? []).map(({ pointer, detail }) => [pointer.replace(/^\/fields\//, ''), detail])
  return named.length > 0 ? Object.fromEntries(named) : { '': message }
}

const isProblem = (error: unknown, status: number) => error instanceof Problem && error.status === status
