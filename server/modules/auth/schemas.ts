import { type Static, Type } from 'typebox'
import { Role, Slug } from '#modules/organizations/schemas.ts'
import { Email, Id, Input, Instant, Line, Meaning, OneOf, Output, TimeZone } from '#platform/schemas.ts'

/** Counted in code points by `checkPassword`; the byte bounds here only keep hostile input out. */
const NewPassword = Type.String({ minLength: 1, maxLength: 512 })

export type Registration = Static<typeof Registration>
export const Registration = Input('Registration', {
  email: Email,
  password: Meaning(NewPassword, '15 to 128 characters; spaces count'),
  name: Line(100),
  timezone: Type.Optional(TimeZone),
})

/** The same answer for a new and for a known address, so that nobody learns who has an account. */
export const VerificationSent = Output('VerificationSent', {
  status: Meaning(OneOf('verification_sent'), 'A mail is on its way, to a new address or to its owner'),
})

export type EmailVerification = Static<typeof EmailVerification>
export const EmailVerification = Input('EmailVerification', {
  token: Type.String({ minLength: 1, maxLength: 200, description: 'From the link in the mail: `nxv_…`' }),
})
export const Verified = Output('Verified', {
  status: Meaning(OneOf('verified'), 'The address is confirmed: sign in'),
})

export type ResendVerification = Static<typeof ResendVerification>
export const ResendVerification = Input('ResendVerification', { email: Email })

export type Login = Static<typeof Login>
export const Login = Input('Login', {
  email: Type.String({ minLength: 1, maxLength: 254 }),
  password: Type.String({ minLength: 1, maxLength: 512, description: 'The one chosen at registration' }),
  totp_code: Type.Optional(Type.String({ pattern: '^\\d{6}$', description: 'Not looked at yet' })),
})

export type Me = Static<typeof Me>
export const Me = Output('Me', {
  id: Id,
  email: Type.String(),
  name: Type.String(),
  timezone: Type.String({ description: 'IANA name' }),
  is_verified: Type.Boolean({ description: 'The e-mail address was confirmed' }),
  created_at: Instant,
  organizations: Type.Array(
    Output('MyOrganization', {
      id: Id,
      name: Type.String(),
      slug: Slug,
      role: Meaning(Role, 'Of this user in this organisation'),
      permissions: Type.Array(Type.String(), { description: 'What this user may do here, for showing and hiding' }),
    }),
    { description: 'All that this user belongs to' },
  ),
})

export type MyChanges = Static<typeof MyChanges>
export const MyChanges = Type.Object(
  { name: Type.Optional(Line(100)), timezone: Type.Optional(TimeZone) },
  { title: 'MyChanges', additionalProperties: false, minProperties: 1 },
)

/** What a browser gets: the session travels in an HttpOnly cookie, no token reaches JavaScript. */
export const BrowserSession = Output('BrowserSession', { user: Meaning(Me, 'Who signed in') })

export type TokenPair = Static<typeof TokenPair>
export const TokenPair = Output('TokenPair', {
  access_token: Type.String({ description: 'A JWT, for the header `Authorization: Bearer …`' }),
  token_type: Meaning(OneOf('Bearer'), 'How the access token is sent'),
  expires_in: Type.Integer({ description: 'Seconds that the access token lives' }),
  refresh_token: Type.String({ description: 'Gets the next pair, once' }),
})

export const TokenSession = Output('TokenSession', { ...TokenPair.properties, user: Meaning(Me, 'Who signed in') })

export type Refresh = Static<typeof Refresh>
export const Refresh = Input('Refresh', {
  refresh_token: Type.String({
    minLength: 1,
    maxLength: 200,
    description: 'The newest one; an older one ends the session',
  }),
})

/** Public keys that verify our access tokens (RFC 7517). */
export const JsonWebKeys = Output('JsonWebKeys', {
  keys: Type.Array(
    Output('JsonWebKey', {
      kty: Meaning(OneOf('OKP'), 'Key type'),
      crv: Meaning(OneOf('Ed25519'), 'Curve'),
      x: Type.String({ description: 'The public key, base64url' }),
      kid: Type.String({ description: 'Id of the key, as in the header of a token' }),
      use: Meaning(OneOf('sig'), 'For signatures'),
      alg: Meaning(OneOf('EdDSA'), 'Algorithm of the signature'),
    }),
    { description: 'A token is good when one of them verifies it' },
  ),
})
