import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StripeSettings } from '#modules/stripe/stripe-door.ts'
import { deriveKey } from '#platform/crypto.ts'
import type { App } from '#platform/http.ts'
import { createSimulator } from '#stripe-simulator/simulator.ts'
import type { Config } from './config.ts'

const path = '/dev/stripe'

/** How Stripe is reached by this configuration: itself, or the simulator in the web role of this program. */
export function stripeSettings({ stripe, host, port, secret_key }: Config): StripeSettings {
  const common = {
    api_base: stripe?.api_base ?? 'https://api.stripe.com',
    sealing_key: deriveKey(secret_key, 'stripe keys'),
  }
  if (!stripe) return common
  const { api_base, ...installation } = stripe
  if (api_base) return { ...common, installation }
  const here = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host
  return {
    ...common,
    simulator_base: `http://${here}:${port}${path}`,
    installation: { ...installation, webhook_secrets: [simulatorSecret(secret_key)] },
  }
}

const simulatorSecret = (secret_key: string): string =>
  `whsec_${deriveKey(secret_key, 'stripe simulator').toString('hex')}`

/** Where no Stripe is configured and this is not production; elsewhere there is nothing at its address. */
export function simulatorRoutes(app: App, config: Config, clock: () => Temporal.Instant): void {
  if (!config.stripe || config.stripe.api_base || config.environment === 'production') return
  const file = join(config.data_dir, 'stripe-simulator.json')
  const simulator = createSimulator({
    base_url: `${config.public_url}${path}`,
    webhook_secret: simulatorSecret(config.secret_key),
    now_ms: () => clock().epochMilliseconds,
    deliver: async (payload, headers, to) => {
      const url = to ? new URL(to).pathname : '/api/v1/webhooks/stripe'
      return (await app.inject({ method: 'POST', url, headers, payload })).statusCode
    },
    file: {
      read: () => (existsSync(file) ? readFileSync(file, 'utf8') : undefined),
      // Beside it first, so that a crash leaves the old one or the new one.
      write(text) {
        writeFileSync(`${file}.new`, text, { mode: 0o600 })
        renameSync(`${file}.new`, file)
      },
    },
  })
  app.addHook('onClose', async () => simulator.close())
  app.register((scope, _options, done) => {
    const raw = scope as unknown as App
    raw.removeAllContentTypeParsers()
    raw.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) => parsed(null, body))
    for (const method of ['GET', 'POST', 'DELETE'] as const)
      raw.route({
        method,
        url: `${path}/*`,
        config: { permission: 'public' },
        handler: ({ url, headers, body }, reply) => {
          const text = typeof body === 'string' ? body : ''
          const said = simulator.answer({ method, url: url.slice(path.length), headers, body: text })
          return reply.code(said.status).headers(said.headers).serializer(String).send(said.body)
        },
      })
    done()
  })
}
