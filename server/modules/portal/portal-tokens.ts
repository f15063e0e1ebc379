import { randomToken } from '#platform/crypto.ts'

/** Of a link, and of the session behind it. */
type Kind = 'nxq' | 'nxv'

/**
 * 256 random bits behind the id of the organisation, which is no secret: so the tenant is known before the database is
 * asked, and rows that open a door stay behind row security like all others.
 */
export function newPortalToken(kind: Kind, organization_id: string): string {
  const named = Buffer.from(organization_id.replaceAll('-', ''), 'hex').toString('base64url')
  return `${kind}_${named}${randomToken('').slice(1)}`
}

const pattern = /^(nx[qv])_([\w-]{22})[\w-]{43}$/

/** Undefined for what is no such token. */
export function organizationOfToken(kind: Kind, token: string | undefined): string | undefined {
  const [, theirs, named] = pattern.exec(token ?? '') ?? []
  if (theirs !== kind) return undefined
  const hex = Buffer.from(named!, 'base64url').toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
