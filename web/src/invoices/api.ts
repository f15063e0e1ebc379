import type { Draft, DraftChanges, Invoice, NewDebitNote, NewDraft } from '#modules/invoices/schemas.ts'
import type { PayLink } from '#modules/pay-pages/schemas.ts'
import { del, get, patch, post } from '#web/api/client.ts'

export const createDraft = (input: NewDraft, idempotencyKey: string) =>
  post<Draft>('/invoice-drafts', input, { idempotencyKey })

export const changeDraft = (id: string, version: number, changes: DraftChanges) =>
  patch<Draft>(`/invoice-drafts/${id}`, changes, { ifMatch: version })

export const deleteDraft = (id: string) => del(`/invoice-drafts/${id}`)

export const issueDraft = (id: string, idempotencyKey: string) =>
  post<Invoice>(`/invoice-drafts/${id}/issue`, undefined, { idempotencyKey })

export const voidInvoice = (id: string, reason: string) => post<Invoice>(`/invoices/${id}/void`, { reason })

export const getPayLink = (id: string) => get<PayLink>(`/invoices/${id}/pay-link`)

export const replacePayLink = (id: string) => post<PayLink>(`/invoices/${id}/pay-link/replace`)

export const revokePayLink = (id: string) => post<PayLink>(`/invoices/${id}/pay-link/revoke`)

export const writeOffInvoice = (id: string, reason: string) => post<Invoice>(`/invoices/${id}/write-off`, { reason })

export const reinstateInvoice = (id: string) => post<Invoice>(`/invoices/${id}/reinstate`)

export const issueDebitNote = (id: string, input: NewDebitNote, idempotencyKey: string) =>
  post<Invoice>(`/invoices/${id}/debit-notes`, input, { idempotencyKey })
