import { sessionLifetimeSeconds } from './rules.ts'

/** Goes to the portal of one seller alone: neither to other sellers' nor to the app, whose cookie has another name. */
export type PortalCookie = {
  read(header: string | undefined): string | undefined
  headers(slug: string, token: string | undefined): { 'set-cookie'?: string }
  clear(slug: string): string
}

export function createPortalCookie(public_url: string): PortalCookie {
  const isSecure = public_url.startsWith('https:')
  // `__Host-` would want the path of everything.
  const name = isSecure ? '__Secure-portal' : 'portal'
  const attributes = (slug: string) =>
    `Path=/api/v1/portal/${slug}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
  const value = new RegExp(`(?:^|;\\s*)${name}=([\\w-]+)`)
  return {
    read: (header) => value.exec(header ?? '')?.[1],
    headers: (slug, token) =>
      token ? { 'set-cookie': `${name}=${token}; Max-Age=${sessionLifetimeSeconds}; ${attributes(slug)}` } : {},
    clear: (slug) => `${name}=; Max-Age=0; ${attributes(slug)}`,
  }
}
