import { type Static, Type } from 'typebox'
import { Input, Instant, Meaning, Nullable, OneOf, Output } from '#platform/schemas.ts'

export type StripeConnection = Static<typeof StripeConnection>
export const StripeConnection = Output('StripeConnection', {
  source: Meaning(
    OneOf('none', 'own', 'installation'),
    'Whose account takes the money: your own, or that of whoever runs this installation',
  ),
  mode: Meaning(
    OneOf('none', 'live', 'test', 'simulator'),
    '`test`: no money moves; `simulator`: nothing reaches Stripe at all',
  ),
  account_id: Nullable(Type.String({ description: 'Of your account at Stripe, such as `acct_1Q…`' })),
  account_name: Nullable(Type.String({ description: 'As Stripe calls it' })),
  key_last4: Nullable(Type.String({ description: 'The end of the secret key' })),
  webhook_url: Type.String({ description: 'Where Stripe sends its events' }),
  webhook_secret_last4: Nullable(Type.String({ description: 'The end of the signing secret' })),
  previous_secret_until: Meaning(Nullable(Instant), 'Until then the signing secret of before is believed too'),
  is_endpoint_ours: Type.Boolean({ description: 'The webhook endpoint was set up at Stripe from here' }),
  last_event_at: Meaning(Nullable(Instant), 'When Stripe last sent an event'),
  dead_count: Type.Integer({ description: 'Events that failed too often and wait for a replay' }),
  is_card_offered: Type.Boolean({ description: 'Pay pages offer to pay by card' }),
  is_charged_when_issued: Type.Boolean({ description: 'Invoices are charged to the saved card of their customer' }),
  retry_days: Type.Array(Type.Integer(), {
    description: 'Days after the first try on which a declined card is tried again',
  }),
  is_installation_offered: Type.Boolean({ description: 'The installation has an account that can be used' }),
  is_simulator_offered: Type.Boolean({ description: 'This installation has a simulator in place of Stripe' }),
  connected_at: Nullable(Instant),
})

const WebhookSecret = Type.String({
  minLength: 16,
  maxLength: 255,
  pattern: '^whsec_\\w+$',
  description:
    'The signing secret of an endpoint that you set up at Stripe by hand; without it the endpoint is set up for you',
})

export type NewStripeConnection = Static<typeof NewStripeConnection>
export const NewStripeConnection = Input('NewStripeConnection', {
  source: Meaning(OneOf('own', 'installation', 'simulator'), '`own` needs the secret key of your account'),
  secret_key: Type.Optional(
    Type.String({ maxLength: 255, description: 'Begins with `sk_live_`, `sk_test_` or `rk_`; never shown again' }),
  ),
  webhook_secret: Type.Optional(WebhookSecret),
})

export type SecretRotation = Static<typeof SecretRotation>
export const SecretRotation = Input('SecretRotation', { webhook_secret: Type.Optional(WebhookSecret) })

export type StripeSettingsChanges = Static<typeof StripeSettingsChanges>
export const StripeSettingsChanges = Type.Object(
  {
    is_card_offered: Type.Optional(Type.Boolean({ description: 'Pay pages offer to pay by card' })),
    is_charged_when_issued: Type.Optional(
      Type.Boolean({ description: 'Charge what is issued from now on to the saved card of its customer' }),
    ),
    retry_days: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: 60 }), {
        maxItems: 8,
        description: 'Days after the first try, rising; empty: a declined card is not tried again',
      }),
    ),
  },
  { title: 'StripeSettingsChanges', additionalProperties: false, minProperties: 1 },
)
