import { queryOptions } from '@tanstack/react-query'
import type { Contact, ContactChanges, NewContact } from '#modules/contacts/schemas.ts'
import { get, patch, post } from '#web/api/client.ts'

/** Also those who were archived: there are never many. */
export const contactsQuery = (customer_id: string) =>
  queryOptions({
    queryKey: ['customers', 'contacts', customer_id],
    queryFn: ({ signal }) =>
      get<{ data: Contact[] }>(`/customers/${customer_id}/contacts`, { query: { archived: 'all' }, signal }),
  })

export const createContact = (customer_id: string, input: NewContact) =>
  post<Contact>(`/customers/${customer_id}/contacts`, input)
export const changeContact = (id: string, version: number, changes: ContactChanges) =>
  patch<Contact>(`/contacts/${id}`, changes, { ifMatch: version })
export const archiveContact = (id: string) => post<Contact>(`/contacts/${id}/archive`)
export const restoreContact = (id: string) => post<Contact>(`/contacts/${id}/restore`)
