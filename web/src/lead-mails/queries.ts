import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  LeadMail,
  LeadMailPage,
  LeadMailSettings,
  LeadMailSettingsChanges,
  LeadOfMail,
} from '#modules/lead-mails/schemas.ts'
import { get, patch, post } from '#web/api/client.ts'
import { keepTexts } from '#web/api/search-params.ts'

export type MailSearch = { status?: 'filed' | 'discarded'; cursor?: string }
export const readMailSearch = keepTexts<MailSearch>('status', 'cursor')

export const mailsQuery = (search: MailSearch) =>
  queryOptions({
    queryKey: ['leads', 'mails', search],
    queryFn: ({ signal }) => get<LeadMailPage>('/lead-mails', { query: { ...search, limit: 25 }, signal }),
    placeholderData: keepPreviousData,
  })

export const mailSettingsQuery = queryOptions({
  queryKey: ['leads', 'mail-settings'],
  queryFn: ({ signal }) => get<LeadMailSettings>('/lead-mail-settings', { signal }),
})

export const makeLead = (id: string, lead: LeadOfMail) => post<LeadMail>(`/lead-mails/${id}/make-lead`, lead)
export const fileMail = (id: string, lead_id: string) => post<LeadMail>(`/lead-mails/${id}/file`, { lead_id })
export const discardMail = (id: string) => post<LeadMail>(`/lead-mails/${id}/discard`)
export const restoreMail = (id: string) => post<LeadMail>(`/lead-mails/${id}/restore`)
export const changeMailSettings = (changes: LeadMailSettingsChanges) =>
  patch<LeadMailSettings>('/lead-mail-settings', changes)
export const replaceAddress = () => post<LeadMailSettings>('/lead-mail-settings/replace-address')
export const stopAddress = () => post<LeadMailSettings>('/lead-mail-settings/stop-address')
