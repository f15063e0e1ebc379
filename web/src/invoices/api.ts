import type { Draft, DraftChanges, Invoice, NewDraft } from '#modules/invoices/schemas.ts'
import { del, patch, post } from '#web/api/client.ts'

export const createDraft = (input: NewDraft, idempotencyKey: string) =>
  post<Draft>('/invoice-drafts', input, { idempotencyKey })

export const changeDraft = (id: string, version: number, changes: DraftChanges) =>
  patch<Draft>(`/invoice-drafts/${id}`, changes, { ifMatch: version })

export const deleteDraft = (id: string) => del(`/invoice-drafts/${id}`)

export const issueDraft = (id: string, idempotencyKey: string) =>
  post<Invoice>(`/invoice-drafts/${id}/issue`, undefined, { idempotencyKey })

export const voidInvoice = (id: string, reason: string) => post<Invoice>(`/invoices/${id}/void`, { reason })
