import { conflict, Problem, unavailable } from '#platform/errors.ts'

type Thrown = { type?: string; code?: string; message?: string; statusCode?: number }

/**
 * Whether Stripe has decided against what was asked. Anything else may or may not have happened there: it is asked
 * again under the same key, or told by an event.
 */
export const isRefusal = (error: unknown): boolean => {
  const { type, statusCode = 0 } = error as Thrown
  // Asked otherwise before under the same key: what was asked then may well have happened.
  if (type === 'StripeIdempotencyError') return false
  return type === 'StripeInvalidRequestError' || type === 'StripeCardError' || (statusCode >= 400 && statusCode < 409)
}

/** The same will be refused tomorrow; a key or a limit of ours may be better by then. */
export const isFinal = (error: unknown): boolean => (error as Thrown).type === 'StripeInvalidRequestError'

/** The key was rolled or taken back at Stripe, or may do less than it could. */
export const isKeyRefused = (error: unknown): boolean => [401, 403].includes((error as Thrown).statusCode ?? 0)

export const codeOf = (error: unknown): string => (error as Thrown).code ?? 'refused'

export function problemOf(error: unknown): unknown {
  const { type = '', message } = error as Thrown
  if (error instanceof Problem || !type.startsWith('Stripe')) return error
  if (isRefusal(error)) return conflict('stripe.refused', `Stripe refused this: ${message}`)
  return unavailable('stripe.unavailable', 'Stripe did not answer. What was begun is kept: try again in a moment.', 10)
}
