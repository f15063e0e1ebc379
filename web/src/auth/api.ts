import type { Login, Me, MyChanges, Registration } from '#modules/auth/schemas.ts'
import { patch, post } from '#web/api/client.ts'

export type BrowserSession = { user: Me }

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Whom the confirmation went to; kept out of the address bar. */
    email?: string
    /** What log-in says to somebody who has just done something that leads there. */
    greeting?: string
  }
}

export const register = (input: Registration) => post<{ status: 'verification_sent' }>('/auth/register', input)
export const resendVerification = (email: string) =>
  post<{ status: 'verification_sent' }>('/auth/verify/resend', { email })
export const verifyEmail = (token: string) => post<{ status: 'verified' }>('/auth/verify', { token })
export const logIn = (input: Login) => post<BrowserSession>('/auth/login', input, { headers: { 'x-client': 'web' } })
export const enterDemo = () => post<BrowserSession>('/dev/enter', {})
export const changeMe = (changes: MyChanges) => patch<Me>('/users/me', changes)
