import type { NewImpersonation, UenClaim, UenDecision } from '#modules/operator/schemas.ts'
import { del, post } from '#web/api/client.ts'

type Kind = 'organizations' | 'users'
export const disable = (kind: Kind, id: string, reason: string) =>
  post<undefined>(`/operator/${kind}/${id}/disable`, { reason })
export const enable = (kind: Kind, id: string) => post<undefined>(`/operator/${kind}/${id}/enable`)
export const startPasswordReset = (id: string) => post(`/operator/users/${id}/reset-password`)
export const impersonate = (id: string, input: Omit<NewImpersonation, 'is_read_only'> & { is_read_only: boolean }) =>
  post(`/operator/organizations/${id}/impersonate`, input)
export const resolveClaim = (id: string, decision: UenDecision) =>
  post<UenClaim>(`/operator/uen-claims/${id}/resolve`, decision)
export const retryJob = (id: string) => post<{ count: number }>(`/operator/jobs/${id}/retry`)
export const removeJob = (id: string) => del(`/operator/jobs/${id}`)
