import { type Static, Type } from 'typebox'
import { MemberRole, RoleName, Slug } from '#modules/organizations/schemas.ts'
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
import { Assertion, NewCredential } from './webauthn-schemas.ts'

/** Counted in code points by `checkPassword`; the bounds here only keep hostile input out. */
const NewPassword = Type.String({ minLength: 1, maxLength: 512 })
const OldPassword = Type.String({ minLength: 1, maxLength: 512, description: 'The one that logs in today' })
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
  status: Meaning(OneOf('verified'), 'The address is confirmed: log in'),
})

export type ResendVerification = Static<typeof ResendVerification>
export const ResendVerification = Input('ResendVerification', { email: Email })

const Code = Type.String({
  minLength: 6,
  maxLength: 40,
  description: 'Six digits of the authenticator app, or a recovery code',
})

export const XClient = Type.Object({
  'x-client': Type.Optional(Type.String({ description: '`web` for a cookie session' })),
})
export type Login = Static<typeof Login>
export const Login = Input('Login', {
  email: Type.String({ minLength: 1, maxLength: 254 }),
  password: Type.String({ minLength: 1, maxLength: 512, description: 'The one chosen at registration' }),
  totp_code: Type.Optional(Code),
  passkey: Meaning(
    Type.Optional(Assertion),
    'In place of the code: the answer to `POST /auth/passkeys/log-in/options`',
  ),
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
  status: Meaning(OneOf('password_reset'), 'Every session has ended: log in with the new password'),
})

export const PasswordChange = Input('PasswordChange', {
  current_password: OldPassword,
  password: Meaning(NewPassword, lengths),
})
export const SessionsEnded = Output('SessionsEnded', {
  ended_count: Type.Integer({ description: 'How many other sessions were logged out' }),
})

export type StepUp = Static<typeof StepUp>
export const StepUp = Type.Object(
  {
    password: Type.Optional(OldPassword),
    totp_code: Type.Optional(Code),
    passkey: Meaning(Type.Optional(Assertion), 'The answer to `POST /auth/step-up/options`'),
  },
  { title: 'StepUp', additionalProperties: false, minProperties: 1, maxProperties: 1 },
)
export const SteppedUp = Output('SteppedUp', {
  authenticated_at: Meaning(Instant, 'From now on for ten minutes nothing asks for a step-up'),
})

export type TotpBeginning = Static<typeof TotpBeginning>
export const TotpBeginning = Output('TotpBeginning', {
  secret: Type.String({ description: 'Base32, for typing into an authenticator app' }),
  otpauth_uri: Type.String({ description: 'The same for a QR code' }),
  expires_at: Meaning(Instant, 'Until when the first code is waited for'),
})
export const TotpConfirmation = Input('TotpConfirmation', {
  code: Type.String({ minLength: 6, maxLength: 20, description: 'Six digits, as the app shows them now' }),
})

const Codes = Type.Array(Type.String(), { description: 'Shown this once; each works once' })
const FirstCodes = Meaning(
  Nullable(Codes),
  'With the first second factor: codes for the day when it is lost. Else null',
)
export type RecoveryCodes = Static<typeof RecoveryCodes>
export const RecoveryCodes = Output('RecoveryCodes', { recovery_codes: Codes })
export type FactorAdded = Static<typeof FactorAdded>
export const FactorAdded = Output('FactorAdded', { recovery_codes: FirstCodes })

export type Passkey = Static<typeof Passkey>
export const Passkey = Output('Passkey', {
  id: Id,
  name: Type.String({ description: 'For telling it from the others' }),
  is_backup_eligible: Type.Boolean({ description: 'It may travel between devices, as those of password managers do' }),
  is_backed_up: Type.Boolean({ description: 'It had done so when it was last used' }),
  created_at: Instant,
  last_used_at: Nullable(Instant),
})
export type NewPasskey = Static<typeof NewPasskey>
export const NewPasskey = Input('NewPasskey', {
  passkey: Meaning(NewCredential, 'The answer to `POST /auth/passkeys/options`'),
  name: Meaning(Type.Optional(Line(60)), 'Not given: the browser and system it was made with'),
})
export type PasskeyAdded = Static<typeof PasskeyAdded>
export const PasskeyAdded = Output('PasskeyAdded', {
  passkey: Meaning(Passkey, 'The new one'),
  recovery_codes: FirstCodes,
})
export const PasskeyChanges = Input('PasskeyChanges', { name: Line(60) })
export const PasskeyLogInOptions = Input('PasskeyLogInOptions', {
  is_second_factor: Type.Optional(
    Type.Boolean({ description: 'True when it is the second factor of `POST /auth/login`; else it logs in alone' }),
  ),
})
export const PasskeyLogIn = Input('PasskeyLogIn', {
  passkey: Meaning(Assertion, 'The answer to `POST /auth/passkeys/log-in/options`'),
})

export type Factors = Static<typeof Factors>
export const Factors = Output('Factors', {
  totp: Meaning(
    Nullable(Output('TotpFactor', { confirmed_at: Meaning(Instant, 'When it gave its first code') })),
    'The authenticator app; null when there is none',
  ),
  passkeys: Type.Array(Passkey, { description: 'The oldest first' }),
  recovery_codes_left: Type.Integer({ description: 'Unused ones; make new ones when few are left' }),
  required_by: Type.Array(Output('RequiringOrganization', { id: Id, name: Type.String() }), {
    description: 'Organisations that let this user in with a second factor only',
  }),
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
      kind: Meaning(OneOf('browser', 'api'), 'Logged in by a cookie or by tokens'),
      device: Type.String({ description: 'In words, such as Firefox on Windows' }),
      ip: Nullable(Type.String({ description: 'Where it was last used from' })),
      has_second_factor: Type.Boolean({ description: 'This log-in used a second factor' }),
      is_current: Type.Boolean({ description: 'The one that asks' }),
      created_at: Meaning(Instant, 'When it was logged in'),
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

/** An operator who stands in for a member; shown as a banner for as long as it lasts. */
export const MyImpersonation = Output('MyImpersonation', {
  id: Id,
  operator_name: Type.String({ description: 'Who really acts, and stands so in the audit trail' }),
  user_name: Type.String({ description: 'For whom, whose view this is' }),
  reason: Type.String({ description: 'What the operator gave as the reason' }),
  is_read_only: Type.Boolean({ description: 'Whatever would change something is refused' }),
  started_at: Instant,
  ends_at: Meaning(Instant, 'It ends by itself then'),
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
      role: Meaning(MemberRole, 'Of this user in this organisation'),
      custom_role_id: Meaning(
        Nullable(Id),
        'Which role that the organisation made; null where `role` is one of the six',
      ),
      role_name: RoleName,
      permissions: Type.Array(Type.String(), { description: 'What this user may do here, for showing and hiding' }),
      is_disabled: Type.Boolean({ description: 'The operator has shut it: nobody comes in' }),
      clock_shift_seconds: Type.Integer({
        description: 'How far its time was moved on, as tests and the demo may; 0 where it is that of everybody',
      }),
      impersonation: Meaning(Nullable(MyImpersonation), 'Set where you are not a member and stand in for one'),
    }),
    { description: 'All that this user belongs to, and the one where they stand in for a member as an operator' },
  ),
})

export type MyChanges = Static<typeof MyChanges>
export const MyChanges = Type.Object(
  { name: Type.Optional(Line(100)), timezone: Type.Optional(TimeZone) },
  { title: 'MyChanges', additionalProperties: false, minProperties: 1 },
)

/** What a browser gets: the session travels in an HttpOnly cookie, no token reaches JavaScript. */
export const BrowserSession = Output('BrowserSession', { user: Meaning(Me, 'Who logged in') })

export type TokenPair = Static<typeof TokenPair>
export const TokenPair = Output('TokenPair', {
  access_token: Type.String({ description: 'A JWT, for the header `Authorization: Bearer …`' }),
  token_type: Meaning(OneOf('Bearer'), 'How the access token is sent'),
  expires_in: Type.Integer({ description: 'Seconds that the access token lives' }),
  refresh_token: Type.String({ description: 'Gets the next pair, once' }),
})

export const TokenSession = Output('TokenSession', { ...TokenPair.properties, user: Meaning(Me, 'Who logged in') })

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
