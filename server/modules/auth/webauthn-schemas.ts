import { type Static, Type } from 'typebox'
import { Input, Meaning, Nullable, OneOf, Output } from '#platform/schemas.ts'

// The JSON of the Web Authentication standard, as browsers read and write it themselves: hence its names.

const Base64Url = (maxLength: number, description: string) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[A-Za-z0-9_-]+$', description })

const Extensions = Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), {
  description: 'What extensions answered; not looked at',
})
const Attachment = Type.Optional(
  Meaning(
    Nullable(OneOf('platform', 'cross-platform')),
    'Whether the authenticator is part of the device; not looked at',
  ),
)
const shared = {
  id: Base64Url(1400, 'Of the credential, base64url'),
  rawId: Base64Url(1400, 'The same again'),
  type: Meaning(OneOf('public-key'), 'The kind of credential'),
  authenticatorAttachment: Attachment,
  clientExtensionResults: Extensions,
}

/** What `credential.toJSON()` gives after `navigator.credentials.create()`. */
export type NewCredential = Static<typeof NewCredential>
export const NewCredential = Input('NewCredential', {
  ...shared,
  response: Meaning(
    Input('AttestationResponse', {
      clientDataJSON: Base64Url(4000, 'What the browser says of the request'),
      attestationObject: Base64Url(40_000, 'The new key, as the authenticator gives it'),
      authenticatorData: Type.Optional(Base64Url(8000, 'Part of the attestation object; not looked at')),
      publicKey: Type.Optional(Nullable(Base64Url(8000, 'Part of the attestation object; not looked at'))),
      publicKeyAlgorithm: Type.Optional(Type.Integer({ description: 'Part of the attestation object; not looked at' })),
      transports: Type.Optional(
        Type.Array(Type.String({ pattern: '^[a-z-]{1,20}$' }), {
          maxItems: 10,
          description: 'How the authenticator can be reached, such as `internal` or `usb`',
        }),
      ),
    }),
    'What the authenticator answered',
  ),
})

/** What `credential.toJSON()` gives after `navigator.credentials.get()`. */
export type Assertion = Static<typeof Assertion>
export const Assertion = Input('Assertion', {
  ...shared,
  response: Meaning(
    Input('AssertionResponse', {
      clientDataJSON: Base64Url(4000, 'What the browser says of the request'),
      authenticatorData: Base64Url(8000, 'Whom the key is for, whether a person was there, and the counter'),
      signature: Base64Url(8000, 'Over the two above'),
      userHandle: Type.Optional(Nullable(Base64Url(100, '`user.id` of when the passkey was made'))),
    }),
    'What the authenticator answered',
  ),
})

const Descriptors = Type.Array(
  Output('CredentialDescriptor', {
    id: Type.String({ description: 'Of the credential, base64url' }),
    type: Meaning(OneOf('public-key'), 'The kind of credential'),
    transports: Type.Array(Type.String(), { description: 'How its authenticator can be reached' }),
  }),
)
const UserVerification = Meaning(
  OneOf('required', 'preferred'),
  'Whether the authenticator must make sure who holds it, by PIN or finger',
)
const Challenge = Type.String({ description: 'To be signed within five minutes, once' })
const Timeout = Type.Integer({ description: 'Milliseconds that the challenge lives' })

/** For `PublicKeyCredential.parseCreationOptionsFromJSON()`. */
export type CreationOptions = Static<typeof CreationOptions>
export const CreationOptions = Output('CreationOptions', {
  rp: Meaning(
    Output('RelyingParty', {
      id: Type.String({ description: 'The domain that the passkey will be bound to' }),
      name: Type.String({ description: 'For the dialogue of the device' }),
    }),
    'Whom the passkey is for',
  ),
  user: Meaning(
    Output('CredentialUser', {
      id: Type.String({ description: 'Who it will log in, base64url' }),
      name: Type.String({ description: 'The e-mail address' }),
      displayName: Type.String({ description: 'The name of the person' }),
    }),
    'Whose passkey it will be',
  ),
  challenge: Challenge,
  pubKeyCredParams: Type.Array(
    Output('CredentialAlgorithm', {
      alg: Type.Integer({ description: 'COSE number: -7 ES256, -8 EdDSA, -257 RS256' }),
      type: Meaning(OneOf('public-key'), 'The kind of credential'),
    }),
    { description: 'Algorithms that are accepted, the best first' },
  ),
  timeout: Timeout,
  attestation: Meaning(OneOf('none'), 'The make of the authenticator is not asked for'),
  excludeCredentials: Meaning(Descriptors, 'The passkeys of this account: none is made twice on one device'),
  authenticatorSelection: Meaning(
    Output('AuthenticatorSelection', {
      residentKey: Meaning(OneOf('required'), 'It is found without naming the account first'),
      requireResidentKey: Meaning(Type.Literal(true), 'The same, for older browsers'),
      userVerification: UserVerification,
    }),
    'What the authenticator must be able to do',
  ),
})

/** For `PublicKeyCredential.parseRequestOptionsFromJSON()`. */
export type RequestOptions = Static<typeof RequestOptions>
export const RequestOptions = Output('RequestOptions', {
  rpId: Type.String({ description: 'The domain that the passkey is bound to' }),
  challenge: Challenge,
  timeout: Timeout,
  allowCredentials: Meaning(Descriptors, 'Empty at log-in: the device offers what it has, and we tell nothing'),
  userVerification: UserVerification,
})
