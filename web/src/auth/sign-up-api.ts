import type { Registration } from '#modules/auth/schemas.ts'
import { post } from '#web/api/client.ts'

export const register = (input: Registration) => post<{ status: 'verification_sent' }>('/auth/register', input)
export const resendVerification = (email: string) =>
  post<{ status: 'verification_sent' }>('/auth/verify/resend', { email })
export const verifyEmail = (token: string) => post<{ status: 'verified' }>('/auth/verify', { token })
