/** The browser's session: HttpOnly, same site only. `__Host-` needs https, so plain http on localhost has a plain name. */
export type SessionCookie = {
  /** The token that a request shows. */
  read(header: string | undefined): string | undefined
  headers(token: string | undefined): { 'set-cookie'?: string }
  clear(): string
}

const thirtyDays = 30 * 24 * 3600

export function createSessionCookie(public_url: string): SessionCookie {
  const isSecure = public_url.startsWith('https:')
  const name = isSecure ? '__Host-session' : 'session'
  const attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
  const value = new RegExp(`(?:^|;\\s*)${name}=([\\w-]+)`)
  return {
    read: (header) => value.exec(header ?? '')?.[1],
    headers: (token) => (token ? { 'set-cookie': `${name}=${token}; Max-Age=${thirtyDays}; ${attributes}` } : {}),
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  }
}
