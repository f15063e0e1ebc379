// verbs: create-contact update-contact archive-contact restore-contact
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'

const { signUp } = await startApp()

test('people at a customer are added, edited, archived and brought back, and only there', async () => {
  const [owner, stranger] = [await signUp(), await signUp()]
  const { body: customer } = await owner.post('/customers', { name: 'Kopi' })
  const contact = { name: 'Siti', email: 'siti@kopi.sg', phone: '+6591234567', job_title: 'Buyer' }
  const { status, body: made } = await owner.post(`/customers/${customer.id}/contacts`, contact)
  assert.deepEqual([status, made.name, made.customer_id], [201, 'Siti', customer.id])
  const edited = await owner.patch(`/contacts/${made.id}`, { job_title: null }, { version: 1 })
  assert.deepEqual([edited.body.job_title, edited.body.email], [null, 'siti@kopi.sg'])
  assert.equal((await owner.patch(`/contacts/${made.id}`, { name: 'X' }, { version: 1 })).status, 412)
  const list = async (query = '') => (await owner.get(`/customers/${customer.id}/contacts${query}`)).body.data.length
  assert.ok((await owner.post(`/contacts/${made.id}/archive`)).body.archived_at)
  assert.equal((await owner.post(`/contacts/${made.id}/archive`)).body.version, 3)
  assert.deepEqual([await list(), await list('?archived=yes'), await list('?archived=all')], [0, 1, 1])
  assert.equal((await owner.post(`/contacts/${made.id}/restore`)).body.archived_at, null)
  assert.equal(await list(), 1)
  assert.equal((await stranger.get(`/customers/${customer.id}/contacts`)).status, 404)
  assert.equal((await stranger.post(`/customers/${customer.id}/contacts`, contact)).status, 404)
  const { data } = (await owner.get(`/events?subject_id=${made.id}`)).body
  assert.deepEqual(
    data.map(({ name }: { name: string }) => name),
    ['contact.restored', 'contact.archived', 'contact.updated', 'contact.created'],
  )
})
