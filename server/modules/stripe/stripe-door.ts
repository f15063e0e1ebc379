import type { Stripe } from 'stripe'

export type StripeSettings = {
  secret_key: string
  webhook_secrets: string[]
  api_base: string
  is_live: boolean
  account_id: string | undefined
}

/** How the module reaches Stripe, and what it believes of what comes from there. */
export type StripeDoor = {
  is_configured: boolean
  webhook_secrets: readonly string[]
  is_live: boolean
  account_id: string | undefined
  /** Where people come back to after paying. */
  public_url: string
  client(): Promise<Stripe>
}

const timeout_ms = 20_000

/** The package is loaded when it is first wanted: it costs a quarter of a second that most starts need not wait for. */
export function createStripeDoor(settings: StripeSettings | undefined, public_url: string): StripeDoor {
  if (!settings)
    return {
      is_configured: false,
      webhook_secrets: [],
      is_live: false,
      account_id: undefined,
      public_url,
      client: () => Promise.reject(new Error('There is no Stripe account: ask is_configured first')),
    }
  const { secret_key, api_base, ...believed } = settings
  let client: Promise<Stripe> | undefined
  return {
    is_configured: true,
    ...believed,
    public_url,
    client: () => (client ??= openClient(secret_key, api_base)),
  }
}

async function openClient(secret_key: string, api_base: string): Promise<Stripe> {
  const { Stripe } = await import('stripe')
  const { protocol, hostname, port, pathname } = new URL(api_base)
  const httpClient = Stripe.createNodeHttpClient()
  const send = httpClient.makeRequest.bind(httpClient)
  // A simulator may live below a path, which the package knows no setting for.
  httpClient.makeRequest = (host, at, path, ...rest) => send(host, at, pathname.replace(/\/$/, '') + path, ...rest)
  return new Stripe(secret_key, {
    httpClient,
    protocol: protocol === 'http:' ? 'http' : 'https',
    host: hostname,
    ...(port && { port }),
    timeout: timeout_ms,
    maxNetworkRetries: 2,
    telemetry: false,
  })
}
