import type { Me, MyChanges } from '#modules/auth/schemas.ts'
import { del, patch, post } from '#web/api/client.ts'

export const changeMe = (changes: MyChanges) => patch<Me>('/users/me', changes)

export const requestPasswordReset = (email: string) => post('/auth/password/forgot', { email })
export const resetPassword = (token: string, password: string) => post('/auth/password/reset', { token, password })
export const changePassword = (current_password: string, password: string) =>
  post<{ ended_count: number }>('/auth/password/change', { current_password, password })

export const changeEmail = (email: string) => post('/users/me/email', { email })
export const confirmEmailChange = (token: string) =>
  post<{ status: 'waiting_for_other' | 'changed' }>('/users/me/email/confirm', { token })

export const endSession = (id: string) => del(`/auth/sessions/${id}`)
export const endOtherSessions = () => post<{ ended_count: number }>('/auth/sessions/end-others')
