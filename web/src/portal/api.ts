import type { CustomerMail } from '#modules/customer-mails/schemas.ts'
import type { CustomerPortal, PortalSettingsChanges, SellerPortal } from '#modules/portal/schemas.ts'
import { newIdempotencyKey, patch, post } from '#web/api/client.ts'

export const changePortalSettings = (changes: PortalSettingsChanges) => patch<SellerPortal>('/portal-settings', changes)
export const sendPortalLink = (id: string) =>
  post<CustomerMail>(`/customers/${id}/send-portal-link`, undefined, { idempotencyKey: newIdempotencyKey() })
export const endPortalSessions = (id: string) => post<CustomerPortal>(`/customers/${id}/end-portal-sessions`)
