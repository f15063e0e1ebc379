import type { FastifyReply, FastifyRequest } from 'fastify'
import { acceptByLink, declineByLink } from '#modules/quotations/answer-by-link.ts'
import { type OpenedQuotation, openQuotationLink } from '#modules/quotations/open-quotation-link.ts'
import { showQuotation } from '#modules/quotations/show-quotation.ts'
import type { SendParts } from '#modules/quotations/send-quotation.ts'
import { Problem } from '#platform/errors.ts'
import type { App } from '#platform/http.ts'
import { noQuotationPage, quotationPage } from './quotation-page.ts'
import { sendPage } from './send-page.ts'

type Asking = FastifyRequest<{ Params: { token: string } }>
type Answer = { name?: string; reason?: string }

const config = { permission: 'public' }
const headers = { 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' }

/** The page of each quotation, at the address that its mail brings: /quotation/{token}. */
export function quotationPageRoutes(app: App, { tokens, public_url }: SendParts): void {
  const behind = <T>(request: FastifyRequest, work: (opened: OpenedQuotation) => Promise<T>): Promise<T> =>
    request.transactAsUser(async (ctx) => work(await openQuotationLink(ctx, tokens, (request as Asking).params.token)))

  async function show(request: FastifyRequest, reply: FastifyReply, typed: { name?: string; problem?: string } = {}) {
    const path = `/quotation/${encodeURIComponent((request as Asking).params.token)}`
    try {
      const quotation = await behind(request, async (opened) => showQuotation(opened.quotation))
      return await sendPage(
        reply.headers(headers),
        quotationPage(quotation, { path, ...typed }),
        typed.problem ? 422 : 200,
      )
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 404) throw error
      return sendPage(reply.headers(headers), noQuotationPage(), 404)
    }
  }

  /** What was answered is shown by loading the page anew, so that going back sends nothing twice. */
  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (opened: OpenedQuotation) => Promise<void>,
  ) {
    try {
      await behind(request, work)
    } catch (error) {
      // Somebody was faster, or it ended while the page was open: the page says so by itself.
      if (!(error instanceof Problem) || error.status !== 409) return show(request, reply)
    }
    return reply.headers(headers).redirect(`/quotation/${encodeURIComponent((request as Asking).params.token)}`, 303)
  }

  app.register((scope, _options, done) => {
    const own = scope as unknown as App
    own.removeAllContentTypeParsers()
    own.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 16_384 },
      (_request, body, parsed) => parsed(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    own.get('/quotation/:token', { config, handler: (request, reply) => show(request, reply) })
    own.get('/quotation/:token/pdf', {
      config,
      handler: (request, reply) =>
        reply.redirect(`/api/v1/public/quotations/${encodeURIComponent((request as Asking).params.token)}/pdf`, 302),
    })
    own.post('/quotation/:token/accept', {
      config,
      handler: (request, reply) => {
        const name = (request.body as Answer | undefined)?.name?.trim().slice(0, 120) ?? ''
        if (!name) return show(request, reply, { problem: 'Write your name: it says who accepted.' })
        return answer(request, reply, (opened) => acceptByLink(opened, { name }, public_url))
      },
    })
    own.post('/quotation/:token/decline', {
      config,
      handler: (request, reply) => {
        const reason = (request.body as Answer | undefined)?.reason?.trim().slice(0, 500)
        return answer(request, reply, (opened) => declineByLink(opened, { ...(reason && { reason }) }, public_url))
      },
    })
    done()
  })
}
