/*
 * WebAuthn's JSON, as browsers since 2025 read and write it themselves; below each is what older ones need.
 */

export function creationOptions(json: PublicKeyCredentialCreationOptionsJSON): PublicKeyCredentialCreationOptions {
  if (isNative()) return PublicKeyCredential.parseCreationOptionsFromJSON(json)
  return withBytes<PublicKeyCredentialCreationOptions>({
    ...json,
    user: { ...json.user, id: bytesOf(json.user.id) },
    excludeCredentials: (json.excludeCredentials ?? []).map((known) => ({ ...known, id: bytesOf(known.id) })),
    challenge: bytesOf(json.challenge),
  })
}

export function requestOptions(json: PublicKeyCredentialRequestOptionsJSON): PublicKeyCredentialRequestOptions {
  if (isNative()) return PublicKeyCredential.parseRequestOptionsFromJSON(json)
  return withBytes<PublicKeyCredentialRequestOptions>({
    ...json,
    allowCredentials: (json.allowCredentials ?? []).map((known) => ({ ...known, id: bytesOf(known.id) })),
    challenge: bytesOf(json.challenge),
  })
}

export function answerInJson(credential: PublicKeyCredential): object {
  if (isNative()) return credential.toJSON()
  const { id, type, rawId, response, authenticatorAttachment } = credential
  return {
    id,
    type,
    rawId: textOf(rawId),
    authenticatorAttachment: authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      ...(response instanceof AuthenticatorAttestationResponse && {
        attestationObject: textOf(response.attestationObject),
        transports: response.getTransports(),
      }),
      ...(response instanceof AuthenticatorAssertionResponse && {
        authenticatorData: textOf(response.authenticatorData),
        signature: textOf(response.signature),
        ...(response.userHandle && { userHandle: textOf(response.userHandle) }),
      }),
    },
  }
}

const isNative = () => 'parseCreationOptionsFromJSON' in PublicKeyCredential

/** The rest of the options is the same in both forms. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
function withBytes<T>(options: object): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return options as T
}

const bytesOf = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))

const textOf = (bytes: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
