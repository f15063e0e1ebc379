import type { Stripe } from 'stripe'
import { seal, unseal } from '#platform/crypto.ts'

export type StripeSettings = {
  /** The account of the installation, for organisations without one of their own. */
  installation?: {
    secret_key: string
    webhook_secrets: string[]
    is_live: boolean
    account_id: string | undefined
  }
  /** Stripe itself, or what stands in for it. */
  api_base: string
  /** Where keys of the simulator work; undefined where there is none. */
  simulator_base?: string
  sealing_key: Buffer
}

/** A secret of an organisation as it is kept; it opens in its own row alone. */
export type Sealed = { organization_id: string; secret_key: Buffer }

/** How the module reaches Stripe, and what it believes of what comes from there. */
export type StripeDoor = {
  /** Whether the installation has an account. */
  is_configured: boolean
  webhook_secrets: readonly string[]
  is_live: boolean
  account_id: string | undefined
  has_simulator: boolean
  /** Where people come back to after paying. */
  public_url: string
  /** By the key of an organisation, or of the installation where it has none. */
  client(own?: Sealed): Promise<Stripe>
  clientBy(secret_key: string): Promise<Stripe>
  seal(organization_id: string, secret: string): Buffer
  unseal(organization_id: string, sealed: Buffer): string
}

const timeout_ms = 20_000
const mostClients = 200

export const isSimulatorKey = (secret_key: string): boolean => secret_key.startsWith('sk_test_simulator')

/** The package is loaded when it is first wanted: it costs a quarter of a second that most starts need not wait for. */
export function createStripeDoor(settings: StripeSettings, public_url: string): StripeDoor {
  const { installation, api_base, simulator_base, sealing_key } = settings
  const clients = new Map<string, Promise<Stripe>>()
  const clientBy = (secret_key: string): Promise<Stripe> => {
    const known = clients.get(secret_key)
    if (known) return known
    if (clients.size >= mostClients) clients.clear()
    const base = simulator_base && isSimulatorKey(secret_key) ? simulator_base : api_base
    const opened = openClient(secret_key, base)
    clients.set(secret_key, opened)
    return opened
  }
  const place = (organization_id: string) => `stripe ${organization_id}`
  const open = (organization_id: string, sealed: Buffer): string => {
    const plain = unseal(sealing_key, place(organization_id), sealed)
    if (!plain) throw new Error('A secret of a Stripe account does not open: was SECRET_KEY changed?')
    return plain.toString()
  }
  return {
    is_configured: installation !== undefined,
    webhook_secrets: installation?.webhook_secrets ?? [],
    is_live: installation?.is_live ?? false,
    account_id: installation?.account_id,
    has_simulator: simulator_base !== undefined,
    public_url,
    async client(own) {
      if (own) return clientBy(open(own.organization_id, own.secret_key))
      if (installation) return clientBy(installation.secret_key)
      throw new Error('There is no Stripe account: ask refuseWithoutAccount first')
    },
    clientBy,
    seal: (organization_id, secret) => seal(sealing_key, place(organization_id), Buffer.from(secret)),
    unseal: open,
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
