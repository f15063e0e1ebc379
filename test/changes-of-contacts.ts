import type { TestApp } from './support.ts'

/** Requests about people at a customer, for the walk over every change. */
export function changesOfContacts({ signUp }: TestApp) {
  const withContact = async () => {
    const owner = await signUp()
    const { id: customer_id } = (await owner.post('/customers', { name: 'Kopi Kaki' })).body
    const { id } = (await owner.post(`/customers/${customer_id}/contacts`, { name: 'Siti' })).body
    return { owner, headers: owner.headers, customer_id, id }
  }
  return {
    'POST /customers/:id/contacts': async () => {
      const { headers, customer_id } = await withContact()
      return { headers, path: `/customers/${customer_id}/contacts`, body: { name: 'Mei' } }
    },
    'PATCH /contacts/:id': async () => {
      const { headers, id } = await withContact()
      return { headers: { ...headers, 'if-match': '"1"' }, path: `/contacts/${id}`, body: { name: 'Mei' } }
    },
    'POST /contacts/:id/archive': async () => {
      const { headers, id } = await withContact()
      return { headers, path: `/contacts/${id}/archive` }
    },
    'POST /contacts/:id/restore': async () => {
      const { owner, headers, id } = await withContact()
      await owner.post(`/contacts/${id}/archive`)
      return { headers, path: `/contacts/${id}/restore` }
    },
  }
}
