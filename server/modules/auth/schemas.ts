import { type Static, Type } from 'typebox'
import { Role } from '#modules/organizations/schemas.ts'
import { Email, Id, Input, Instant, Line, OneOf, Output, TimeZone } from '#platform/schemas.ts'

/** Counted in code points by `checkPassword`; the byte bounds here only keep hostile input out. */
const NewPassword = Type.String({ minLength: 1, maxLength: 512 })

export type Registration = Static<typeof Registration>
export const Registration = Input('Registration', {
  email: Email,
  password: NewPassword,
  name: Line(100),
  timezone: Type.Optional(TimeZone),
})

/** The same answer for a new and for a known address, so that nobody learns who has an account. */
export const VerificationSent = Output('VerificationSent', { status: OneOf('verification_sent') })

export type EmailVerification = Static<typeof EmailVerification>
export const EmailVerification = Input('EmailVerification', { token: Type.String({ minLength: 1, maxLength: 200 }) })
export const Verified = Output('Verified', { status: OneOf('verified') })

export type ResendVerification = Static<typeof ResendVerification>
export const ResendVerification = Input('ResendVerification', { email: Email })

export type Login = Static<typeof Login>
export const Login = Input('Login', {
  email: Type.String({ minLength: 1, maxLength: 254 }),
  password: Type.String({ minLength: 1, maxLength: 512 }),
  totp_code: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
})

export type Me = Static<typeof Me>
export const Me = Output('Me', {
  id: Id,
  email: Type.String(),
  name: Type.String(),
  timezone: Type.String(),
  is_verified: Type.Boolean(),
  created_at: Instant,
  organizations: Type.Array(
    Output('MyOrganization', {
      id: Id,
      name: Type.String(),
      slug: Type.String(),
      role: Role,
      permissions: Type.Array(Type.String(), { description: 'What this user may do here, for showing and hiding' }),
    }),
  ),
})

export type MyChanges = Static<typeof MyChanges>
export const MyChanges = Type.Object(
  { name: Type.Optional(Line(100)), timezone: Type.Optional(TimeZone) },
  { title: 'MyChanges', additionalProperties: false, minProperties: 1 },
)

/** What a browser gets: the session travels in an HttpOnly cookie, no token reaches JavaScript. */
export const BrowserSession = Output('BrowserSession', { user: Me })

export type TokenPair = Static<typeof TokenPair>
export const TokenPair = Output('TokenPair', {
  access_token: Type.String(),
  token_type: OneOf('Bearer'),
  expires_in: Type.Integer({ description: 'Seconds' }),
  refresh_token: Type.String(),
})

export const TokenSession = Output('TokenSession', { ...TokenPair.properties, user: Me })

export type Refresh = Static<typeof Refresh>
export const Refresh = Input('Refresh', { refresh_token: Type.String({ minLength: 1, maxLength: 200 }) })

/** Public keys that verify our access tokens (RFC 7517). */
export const JsonWebKeys = Output('JsonWebKeys', {
  keys: Type.Array(
    Output('JsonWebKey', {
      kty: OneOf('OKP'),
      crv: OneOf('Ed25519'),
      x: Type.String(),
      kid: Type.String(),
      use: OneOf('sig'),
      alg: OneOf('EdDSA'),
    }),
  ),
})
