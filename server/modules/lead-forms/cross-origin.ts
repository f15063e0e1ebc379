import type { FastifyRequest } from 'fastify'

/** The site that sent it, as the browser says. Plain text only: it is answered back in a header. */
export function originOf({ headers }: FastifyRequest): string | null {
  const { origin } = headers
  return typeof origin === 'string' && /^[\x21-\x7e]{1,200}$/.test(origin) ? origin : null
}

/** Lets the page read the answer, also a refusal, so that it can say why: nothing here is anybody's secret. */
export function allowReading(request: FastifyRequest): Record<string, string> {
  const origin = originOf(request)
  return {
    vary: 'origin',
    'cross-origin-resource-policy': 'cross-origin',
    ...(origin && { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'retry-after' }),
  }
}

/** A browser asks this before it sends JSON to another site. Whether it may be sent the answer to that says. */
export const preflight = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type',
  'access-control-max-age': '86400',
}
