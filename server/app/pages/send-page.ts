import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Page } from './page.ts'

const headersOf = ({ csp }: Page): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': csp,
  'cache-control': 'no-cache',
})

export function sendPage(reply: FastifyReply, page: Page, status = 200): FastifyReply {
  return reply.code(status).headers(headersOf(page)).send(page.html)
}

/** A page that stays as it is while the program runs, ready to be sent in each encoding. */
export type KeptPage = { headers: Record<string, string>; etag: string; plain: string; br: Buffer; gzip: Buffer }

export function keepPage(page: Page): KeptPage {
  const br = { [constants.BROTLI_PARAM_QUALITY]: 7 }
  return {
    headers: { ...headersOf(page), vary: 'accept-encoding' },
    etag: createHash('sha256').update(page.html).digest('base64url').slice(0, 22),
    plain: page.html,
    br: brotliCompressSync(page.html, { params: br }),
    gzip: gzipSync(page.html),
  }
}

export function sendKeptPage(request: FastifyRequest, reply: FastifyReply, page: KeptPage): FastifyReply {
  const accepted = request.headers['accept-encoding'] ?? ''
  const encoding = (['br', 'gzip'] as const).find((name) => accepts(accepted, name))
  const etag = `"${page.etag}${encoding ? `-${encoding}` : ''}"`
  reply.headers({ ...page.headers, etag })
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  if (!encoding) return reply.send(page.plain)
  return reply.header('content-encoding', encoding).send(page[encoding])
}

const accepts = (header: string, name: string): boolean =>
  header.split(',').some((part) => {
    const [coding = '', ...parameters] = part.split(';').map((text) => text.trim())
    return coding === name && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
  })
