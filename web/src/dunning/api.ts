import type { CustomerMail } from '#modules/customer-mails/schemas.ts'
import type {
  CustomerDunning,
  Dispute,
  DunningNotice,
  DunningPreview,
  DunningSettings,
  DunningSettingsChanges,
  DunningStep,
  NewPause,
  NewPromise,
  PaymentPromise,
} from '#modules/dunning/schemas.ts'
import { newIdempotencyKey, patch, post } from '#web/api/client.ts'

export const changeDunningSettings = (changes: DunningSettingsChanges) =>
  patch<DunningSettings>('/dunning-settings', changes)
export const previewStep = (step: DunningStep) => post<DunningPreview>('/dunning-settings/preview', step)

export const remindCustomer = (id: string) => post<DunningNotice>(`/customers/${id}/remind`)
export const pauseDunning = (id: string, pause: NewPause) =>
  post<CustomerDunning>(`/customers/${id}/pause-dunning`, pause)
export const resumeDunning = (id: string) => post<CustomerDunning>(`/customers/${id}/resume-dunning`)

export const recordPromise = (id: string, promise: NewPromise) =>
  post<PaymentPromise>(`/invoices/${id}/promises`, promise)
export const withdrawPromise = (id: string) => post<PaymentPromise>(`/promises/${id}/withdraw`)
export const openDispute = (id: string, reason: string) => post<Dispute>(`/invoices/${id}/disputes`, { reason })
export const resolveDispute = (id: string, resolution: string) =>
  post<Dispute>(`/disputes/${id}/resolve`, { resolution })

export const sendInvoice = (id: string, to: string) =>
  post<CustomerMail>(`/invoices/${id}/send`, { to }, { idempotencyKey: newIdempotencyKey() })
