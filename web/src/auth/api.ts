import type { Login, Me } from '#modules/auth/schemas.ts'
import { post } from '#web/api/client.ts'

export type BrowserSession = { user: Me }

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Whom the confirmation went to; kept out of the address bar. */
    email?: string
    /** What log-in says to somebody who has just done something that leads there. */
    greeting?: string
  }
}

export const logIn = (input: Login) => post<BrowserSession>('/auth/login', input, { headers: { 'x-client': 'web' } })
