import type { Customer, CustomerChanges, NewCustomer } from '#modules/customers/schemas.ts'
import { patch, post } from '#web/api/client.ts'

export const createCustomer = (input: NewCustomer) => post<Customer>('/customers', input)

export const changeCustomer = (id: string, version: number, changes: CustomerChanges) =>
  patch<Customer>(`/customers/${id}`, changes, { ifMatch: version })

export const archiveCustomer = (id: string) => post<Customer>(`/customers/${id}/archive`)
export const restoreCustomer = (id: string) => post<Customer>(`/customers/${id}/restore`)
