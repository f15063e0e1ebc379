/** How Stripe is reached; undefined where nothing can be paid by card. */
export type StripeConfig = {
  secret_key: string
  /** Newest first; several while one takes the place of another. */
  webhook_secrets: string[]
  /** Stripe itself, or a simulator elsewhere; undefined for the simulator inside this program. */
  api_base: string | undefined
  is_live: boolean
  /** Events of a connected account name it; they count only when it is this one. */
  account_id: string | undefined
}

type Given = Partial<
  Record<'STRIPE_SECRET_KEY' | 'STRIPE_WEBHOOK_SECRET' | 'STRIPE_API_BASE' | 'STRIPE_ACCOUNT_ID', string | undefined>
>

/** Where no key is given the simulator takes Stripe's place, but never in production. */
export function readStripeConfig(
  given: Given,
  { production, mistakes }: { production: boolean; mistakes: string[] },
): StripeConfig | undefined {
  const secret_key = given.STRIPE_SECRET_KEY?.trim()
  const api_base = given.STRIPE_API_BASE?.trim().replace(/\/+$/, '')
  const account_id = given.STRIPE_ACCOUNT_ID?.trim() || undefined
  const webhook_secrets = (given.STRIPE_WEBHOOK_SECRET ?? '')
    .split(',')
    .map((secret) => secret.trim())
    .filter(Boolean)

  if (production && api_base)
    mistakes.push('STRIPE_API_BASE must not be set in production: whoever answers there could say that money came in.')
  if (api_base && !/^https?:\/\/[^/]/.test(api_base))
    mistakes.push('STRIPE_API_BASE must be an address that begins with http:// or https://.')
  if (!secret_key) {
    if (webhook_secrets.length || api_base) mistakes.push('STRIPE_SECRET_KEY is required with the other STRIPE_ ones.')
    return production
      ? undefined
      : { secret_key: 'sk_test_simulator', webhook_secrets: [], api_base: undefined, is_live: false, account_id }
  }
  const mode = /^(?:sk|rk)_(live|test)_\w+$/.exec(secret_key)?.[1]
  if (!mode) mistakes.push('STRIPE_SECRET_KEY must be a key of Stripe, which begins with sk_live_, sk_test_ or rk_.')
  if (!webhook_secrets.length)
    mistakes.push('STRIPE_WEBHOOK_SECRET is required with STRIPE_SECRET_KEY: without it no event can be believed.')
  if (webhook_secrets.some((secret) => secret.length < 16))
    mistakes.push('STRIPE_WEBHOOK_SECRET must be secrets of 16 characters or more, with commas between them.')
  const base = api_base ?? 'https://api.stripe.com'
  return { secret_key, webhook_secrets, api_base: base, is_live: mode === 'live', account_id }
}
