import { type Static, Type } from 'typebox'
import { Role, Slug } from '#modules/organizations/schemas.ts'
import {
  Email,
  Id,
  Input,
  Instant,
  Line,
  ListQuery,
  Meaning,
  Nullable,
  OneOf,
  Output,
  Page,
  TimeZone,
} from '#platform/schemas.ts'

/** Counted in code points by `checkPassword`; the bounds here only keep hostile input out. */
const NewPassword = Type.String({ minLength: 1, maxLength: 512 })
const OldPassword = Type.String({ minLength: 1, maxLength: 512, description: 'The one that signs in today' })
const lengths = '15 to 128 characters; spaces count'
const MailedToken = (prefix: string) =>
  Type.String({ minLength: 1, maxLength: 200, description: `From the link in the mail: \`${prefix}_…\`` })

export type Registration = Static<typeof Registration>
export const Registration = Input('Registration', {
  email: Email,
  password: Meaning(NewPassword, lengths),
  name: Line(100),
  timezone: Type.Optional(TimeZone),
})

/** The same answer for a new and for a known address, so that nobody learns who has an account. */
export const VerificationSent = Output('VerificationSent', {
  status: Meaning(OneOf('verification_sent'), 'A mail is on its way, to a new address or to its owner'),
})

export type EmailVerification = Static<typeof EmailVerification>
export const EmailVerification = Input('EmailVerification', {
  token: MailedToken('nxv'),
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

export const PasswordResetRequest = Input('PasswordResetRequest', { email: Email })
export const ResetLinkSent = Output('ResetLinkSent', {
  status: Meaning(OneOf('reset_link_sent'), 'A mail is on its way, if the address has an account'),
})

export const PasswordReset = Input('PasswordReset', {
  token: MailedToken('nxp'),
  password: Meaning(NewPassword, lengths),
})
export const PasswordResetDone = Output('PasswordResetDone', {
  status: Meaning(OneOf('password_reset'), 'Every session has ended: sign in with the new password'),
})

export const PasswordChange = Input('PasswordChange', {
  current_password: OldPassword,
  password: Meaning(NewPassword, lengths),
})
export const SessionsEnded = Output('SessionsEnded', {
  ended_count: Type.Integer({ description: 'How many other sessions were signed out' }),
})

export const StepUp = Input('StepUp', { password: OldPassword })
export const SteppedUp = Output('SteppedUp', {
  authenticated_at: Meaning(Instant, 'From now on for ten minutes nothing asks for a step-up'),
})

export const EmailChange = Input('EmailChange', { email: Meaning(Email, 'The new address') })
export const ConfirmationsSent = Output('ConfirmationsSent', {
  status: Meaning(OneOf('confirmations_sent'), 'Both addresses have mail; the account moves when both confirm'),
})
export const EmailConfirmation = Input('EmailConfirmation', { token: MailedToken('nxe') })
export const EmailConfirmed = Output('EmailConfirmed', {
  status: Meaning(OneOf('waiting_for_other', 'changed'), 'Whether the other address had confirmed already'),
})

export type SessionList = Static<typeof SessionList>
export const SessionList = Output('SessionList', {
  data: Type.Array(
    Output('Session', {
      id: Id,
      kind: Meaning(OneOf('browser', 'api'), 'Signed in by a cookie or by tokens'),
      device: Type.String({ description: 'In words, such as Firefox on Windows' }),
      ip: Nullable(Type.String({ description: 'Where it was last used from' })),
      has_second_factor: Type.Boolean({ description: 'This sign-in used a second factor' }),
      is_current: Type.Boolean({ description: 'The one that asks' }),
      created_at: Meaning(Instant, 'When it was signed in'),
      last_used_at: Meaning(Instant, 'To within five minutes'),
    }),
    { description: 'The last used first' },
  ),
})

export type MyEventQuery = Static<typeof MyEventQuery>
export const MyEventQuery = Input('MyEventQuery', ListQuery)
export type MyEventPage = Static<typeof MyEventPage>
export const MyEventPage = Page(
  'MyEventPage',
  Output('MyEvent', {
    id: Id,
    name: Type.String({ description: 'What happened, such as user.logged_in' }),
    data: Type.Record(Type.String(), Type.Unknown(), { description: 'The particulars, such as the device' }),
    request_id: Nullable(Type.String({ description: '`X-Request-Id` of the request that did it' })),
    ip: Nullable(Type.String({ description: 'Where that request came from' })),
    created_at: Instant,
  }),
)

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
