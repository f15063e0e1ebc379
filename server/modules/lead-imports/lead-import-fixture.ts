import assert from 'node:assert/strict'
import { made, type Person, type TestApp } from '#test/support.ts'
import type { LeadImport, LeadImportCheck } from './schemas.ts'

export const choices: LeadImportCheck['choices'] = {
  duplicates: 'skip',
  match_by: ['email', 'phone', 'uen'],
  date_order: 'day_first',
  source: 'Trade show',
  tags: [],
}

/** A file that has come in as a whole, in pieces of a size. */
export async function uploaded(owner: Person, file: string | Uint8Array, part = 4_194_304): Promise<string> {
  const bytes = Buffer.from(file)
  const { id } = made(await owner.post('/lead-imports', { file_name: 'leads.csv', byte_count: bytes.length }))
  for (let from_byte = 0; from_byte < bytes.length; from_byte += part) {
    const content = bytes.subarray(from_byte, from_byte + part).toString('base64')
    const sent = await owner.post(`/lead-imports/${id}/upload`, { from_byte, content })
    assert.equal(sent.status, 200, sent.text)
  }
  return id
}

export const read = async (owner: Person, id: string): Promise<LeadImport> =>
  (await owner.get(`/lead-imports/${id}`)).body as LeadImport

/** The dry run, with the columns that were guessed. */
export async function checked(
  app: TestApp,
  owner: Person,
  file: string | Uint8Array,
  wanted: Partial<LeadImportCheck['choices']> = {},
): Promise<LeadImport> {
  const id = await uploaded(owner, file)
  const { body: preview } = await owner.get(`/lead-imports/${id}/preview`)
  const body = { fields: preview.fields, choices: { ...choices, ...wanted } }
  const started = await owner.post(`/lead-imports/${id}/check`, body)
  assert.equal(started.status, 200, started.text)
  await app.settle()
  return read(owner, id)
}

export async function imported(...given: Parameters<typeof checked>): Promise<LeadImport> {
  const [app, owner] = given
  const { id } = await checked(...given)
  const started = await owner.post(`/lead-imports/${id}/start`)
  assert.equal(started.status, 200, started.text)
  await app.settle()
  return read(owner, id)
}
