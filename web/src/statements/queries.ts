import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { CustomerMail } from '#modules/customer-mails/schemas.ts'
import type { Statement } from '#modules/statements/schemas.ts'
import { fileUrl, get, newIdempotencyKey, post } from '#web/api/client.ts'

export type Range = { from?: string | undefined; to?: string | undefined }

export const statementQuery = (id: string, range: Range) =>
  queryOptions({
    queryKey: ['invoices', 'statement', id, range],
    queryFn: ({ signal }) => get<Statement>(`/customers/${id}/statement`, { query: range, signal }),
    placeholderData: keepPreviousData,
  })

export const statementPdfUrl = (id: string, range: Range) =>
  fileUrl(`/customers/${id}/statement/pdf`, { ...range, download: 1 })

export const sendStatement = (id: string, range: Range) =>
  post<CustomerMail>(`/customers/${id}/send-statement`, range, { idempotencyKey: newIdempotencyKey() })
