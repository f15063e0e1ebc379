import type { LeadConsent, NewLeadConsent } from '#modules/lead-consents/schemas.ts'
import type { LeadForm, LeadFormChanges, NewLeadForm } from '#modules/lead-forms/schemas.ts'
import type { LeadSubmission } from '#modules/lead-forms/submission-schemas.ts'
import { newIdempotencyKey, patch, post } from '#web/api/client.ts'

export const createForm = (input: NewLeadForm, idempotencyKey: string) =>
  post<LeadForm>('/lead-forms', input, { idempotencyKey })
export const changeForm = (id: string, version: number, changes: LeadFormChanges) =>
  patch<LeadForm>(`/lead-forms/${id}`, changes, { ifMatch: version })
export const copyForm = (id: string) =>
  post<LeadForm>(`/lead-forms/${id}/copy`, undefined, { idempotencyKey: newIdempotencyKey() })
export const doToForm = (id: string, verb: 'open' | 'close' | 'archive' | 'restore') =>
  post<LeadForm>(`/lead-forms/${id}/${verb}`)

export type SubmissionVerb = 'release' | 'mark-spam' | 'retry'
export const doToSubmission = (id: string, verb: SubmissionVerb) =>
  post<LeadSubmission>(`/lead-submissions/${id}/${verb}`)

export const recordConsent = (lead_id: string, input: NewLeadConsent) =>
  post<LeadConsent>(`/leads/${lead_id}/consents`, input, { idempotencyKey: newIdempotencyKey() })
