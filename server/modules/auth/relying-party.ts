/** Whom a passkey is for (WebAuthn): it is bound to the domain, and a browser tells the origin that asked. */
export type RelyingParty = { id: string; name: string; origin: string }

export function relyingPartyOf(public_url: string): RelyingParty {
  const { hostname, origin } = new URL(public_url)
  return { id: hostname, name: 'NexusCore', origin }
}
