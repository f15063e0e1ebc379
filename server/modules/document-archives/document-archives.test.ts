import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { continueDocumentArchive } from './continue-document-archive.ts'
import { readZip } from '#test/read-zip.ts'
import { sweepDocumentArchives } from './sweep-document-archives.ts'
import { address, made, type Person, startApp } from '#test/support.ts'

// verbs: request-document-archive, continue-document-archive, cancel-document-archive, sweep-document-archives, archive-file

const app = await startApp()
const now = '2026-11-22T04:00:00Z'
const key = () => ({ key: randomUUID() })
const addCustomer = async (seller: Person, name: string) =>
  made(await seller.post('/customers', { name, address, email: 'ap@kaki.example' })).id
const bill = async (seller: Person, customer_id: string, unit_price_cents = 10_000) => {
  const lines = [{ description: 'Work', quantity: '1', unit_price_cents }]
  return (await seller.post('/invoices', { customer_id, lines }, key())).body
}
const ask = (seller: Person, body: object) => seller.post('/document-archives', body)
const get = async (seller: Person, id: string) => (await seller.get(`/document-archives/${id}`)).body
const download = (seller: Person, id: string) => seller.get(`/document-archives/${id}/file`)
const namesIn = (zip: Buffer) => [...readZip(zip).keys()]

async function withPapers() {
  app.travelTo(now)
  const seller = await app.signUp()
  const [kaki, other] = [await addCustomer(seller, 'Kopi Kaki'), await addCustomer(seller, 'Tanjong')]
  const first = await bill(seller, kaki)
  const second = await bill(seller, kaki, 20_000)
  const foreign = await bill(seller, other)
  const note = (await seller.post('/credit-notes', { invoice_id: first.id, reason: 'Less', amount_cents: 100 }, key()))
    .body
  const lines = [{ description: 'More', quantity: '1', unit_price_cents: 500 }]
  const debit = (await seller.post(`/invoices/${second.id}/debit-notes`, { reason: 'More', lines }, key())).body
  return { seller, kaki, first, second, foreign, note, debit }
}

const itemsOf = async (id: string) =>
  (await app.admin.query('select from app.document_archive_items where archive_id = $1', [id])).rowCount

// The worker of the tests begins with the first that lets things settle, further below.

/** The work of the job with a drawer of one's own, which may stop or die. */
async function asJob(seller: Person, id: string, draw: (number: string) => Promise<void>) {
  const drawn: string[] = []
  const work = continueDocumentArchive(
    (inside) => app.asSystem(seller.organization_id, inside),
    async ({ number }) => {
      await draw(number)
      drawn.push(number)
      return { key: `organizations/${seller.organization_id}/${number}`, pdf: Buffer.from(number) }
    },
    id,
  )
  return work.then(
    () => drawn,
    () => drawn,
  )
}

test('what died half-way goes on where it stopped; what fails each time is given up and named', async () => {
  app.travelTo(now)
  const seller = await app.signUp()
  const customer_id = await addCustomer(seller, 'Kopi Kaki')
  const ids: string[] = []
  for (let i = 0; i < 45; i++) ids.push((await bill(seller, customer_id)).id)
  const { id } = (await ask(seller, { ids })).body
  const dies = async (number: string) => assert.notEqual(number, 'INV-2026-00031')
  assert.equal((await asJob(seller, id, dies)).length, 30)
  for (let i = 0; i < 4; i++) await asJob(seller, id, () => Promise.reject(new Error('no fonts')))
  assert.deepEqual((await get(seller, id)).done_count, 30)
  const rest = await asJob(seller, id, async () => undefined)
  assert.deepEqual([rest.length, rest[0]], [15, 'INV-2026-00031'])
  assert.deepEqual((await get(seller, id)).status, 'ready')
  assert.deepEqual(await asJob(seller, id, async () => undefined), [])

  const { id: other } = (await ask(seller, { ids: ids.slice(0, 3) })).body
  const never = async (number: string) => assert.notEqual(number, 'INV-2026-00002')
  for (let i = 0; i < 7; i++) await asJob(seller, other, never)
  const { status, failure } = await get(seller, other)
  assert.deepEqual(
    [status, failure],
    ['failed', 'INV-2026-00002 could not be made. Open it by itself, or leave it out.'],
  )
})

test('one that is cancelled stops within a batch and has no file', async () => {
  app.travelTo(now)
  const seller = await app.signUp()
  const customer_id = await addCustomer(seller, 'Kopi Kaki')
  const ids: string[] = []
  for (let i = 0; i < 25; i++) ids.push((await bill(seller, customer_id)).id)
  const { id } = (await ask(seller, { ids })).body
  const cancel = async (number: string) => {
    if (number !== 'INV-2026-00005') return
    assert.equal((await seller.post(`/document-archives/${id}/cancel`)).body.status, 'cancelled')
  }
  assert.equal((await asJob(seller, id, cancel)).length, 20)
  assert.equal((await get(seller, id)).status, 'cancelled')
  assert.equal((await download(seller, id)).body.code, 'document_archives.not_ready')
  assert.equal((await seller.post(`/document-archives/${id}/cancel`)).body.code, 'document_archives.not_building')
  assert.equal((await seller.events()).at(-1)!.name, 'document_archive.cancelled')
  await app.asSystem(seller.organization_id, sweepDocumentArchives)
  assert.equal(await itemsOf(id), 0)
})

test('more documents than one file may have are refused, and so is a file that would be too large', async () => {
  const { seller, first, second, kaki } = await withPapers()
  const { rows } = await app.admin.query<{ columns: string }>(
    `select string_agg(column_name, ', ') as columns from information_schema.columns
     where table_schema = 'app' and table_name = 'credit_notes' and is_generated = 'NEVER'`,
  )
  const { columns } = rows[0]!
  const copied = columns.replace(/\bid\b/, 'uuidv7()').replace(/\bnumber\b/, `'CN-9999-' || n`)
  await app.admin.query(
    `insert into app.credit_notes (${columns})
     select ${copied} from app.credit_notes, generate_series(1, 10001) n where organization_id = $1`,
    [seller.organization_id],
  )
  const { status, body } = await ask(seller, { filter: { customer_id: kaki } })
  assert.deepEqual([status, body.errors[0].code], [422, 'too_many'])

  const { id } = (await ask(seller, { ids: [first.id, second.id] })).body
  await app.admin.query(
    `update app.document_archive_items set file_key = 'x', file_bytes = 1000000000, file_crc32 = '00000000' where archive_id = $1`,
    [id],
  )
  await asJob(seller, id, () => Promise.reject(new Error('Everything is drawn')))
  const large = await get(seller, id)
  assert.deepEqual(
    [large.status, large.failure, large.expires_at],
    ['failed', 'The file would be larger than 2 GB. Choose fewer documents.', null],
  )
  assert.equal((await seller.events()).at(-1)!.name, 'document_archive.failed')
})

test('named documents become one zip in the order of their naming, each the PDF that is opened by itself', async () => {
  const { seller, first, second, note, debit } = await withPapers()
  const ids = [note.id, second.id.toUpperCase(), debit.id, second.id, first.id]
  const { status, body } = await ask(seller, { ids })
  assert.deepEqual([status, body.status, body.document_count, body.done_count], [202, 'building', 4, 0])
  assert.equal((await download(seller, body.id)).body.code, 'document_archives.not_ready')
  await app.settle()
  const ready = await get(seller, body.id)
  assert.deepEqual([ready.status, ready.done_count, ready.requested_by], ['ready', 4, 'Mei Tan'])
  assert.deepEqual([ready.file_name, ready.expires_at], ['documents-2026-11-22.zip', '2026-11-29T04:00:00Z'])
  const { headers, bytes } = await download(seller, body.id)
  assert.equal(headers['content-disposition'], 'attachment; filename="documents-2026-11-22.zip"')
  assert.deepEqual([Number(headers['content-length']), ready.file_bytes], [bytes!.length, bytes!.length])
  const files = readZip(bytes!)
  assert.deepEqual(
    [...files.keys()],
    [note, second, debit, first].map(({ number }) => `${number}.pdf`),
  )
  assert.deepEqual(files.get(`${first.number}.pdf`), (await seller.get(`/invoices/${first.id}/pdf`)).bytes)
  assert.deepEqual(files.get(`${note.number}.pdf`), (await seller.get(`/credit-notes/${note.id}/pdf`)).bytes)
  const names = (await seller.events()).map(({ name }) => name).filter((name) => name.startsWith('document_archive'))
  assert.deepEqual(names, ['document_archive.requested', 'document_archive.completed'])
  assert.deepEqual((await seller.get('/document-archives')).body.data, [ready])
})

test('a filter takes all that it shows, and the file stays what it was when a document changes', async () => {
  const { seller, kaki, first, second, note, debit } = await withPapers()
  const numbersFor = async (filter: object) => {
    const { body } = await ask(seller, { filter })
    await app.settle()
    return { id: body.id, names: namesIn((await download(seller, body.id)).bytes!).toSorted() }
  }
  const pdfs = (...papers: { number: string }[]) => papers.map(({ number }) => `${number}.pdf`).toSorted()
  const { id, names } = await numbersFor({ customer_id: kaki })
  assert.deepEqual(names, pdfs(first, second, note, debit))
  assert.equal((await get(seller, id)).customer_id, kaki)
  assert.deepEqual(
    (await numbersFor({ customer_id: kaki, kinds: ['debit_note', 'credit_note'] })).names,
    pdfs(note, debit),
  )
  const before = readZip((await download(seller, id)).bytes!).get(`${second.number}.pdf`)
  await seller.post('/payments', { invoice_id: second.id, amount_cents: 21_800, method: 'cash' }, key())
  assert.deepEqual((await numbersFor({ customer_id: kaki, status: 'paid' })).names, pdfs(second))
  assert.deepEqual(readZip((await download(seller, id)).bytes!).get(`${second.number}.pdf`), before)
  const none = await ask(seller, { filter: { from: '2030-01-01' } })
  assert.deepEqual([none.status, none.body.errors[0].code], [422, 'empty'])
})

test('what is not there, both ways at once, and who may not see invoices are refused', async () => {
  const { seller, first } = await withPapers()
  const { first: foreign } = await withPapers()
  const lost = await ask(seller, { ids: [first.id, foreign.id] })
  assert.deepEqual(
    [lost.status, lost.body.code, lost.body.errors[0].pointer],
    [422, 'document_archives.invalid', '/ids/1'],
  )
  for (const body of [{}, { ids: [first.id], filter: {} }]) assert.equal((await ask(seller, body)).status, 422)
  const dpo = await app.signUp('dpo', seller)
  assert.equal((await ask(dpo, { ids: [first.id] })).status, 403)
  const viewer = await app.signUp('viewer', seller)
  assert.equal((await ask(viewer, { ids: [first.id] })).status, 403)
})

test('after seven days the file is gone and says so, and what it was made of is forgotten', async () => {
  const { seller, first } = await withPapers()
  const { id } = (await ask(seller, { ids: [first.id] })).body
  await app.settle()
  app.travelTo('2026-11-29T03:59:59Z')
  await app.asSystem(seller.organization_id, sweepDocumentArchives)
  assert.equal((await download(seller, id)).status, 200)
  app.travelTo('2026-11-29T04:00:00Z')
  const { status, body } = await download(seller, id)
  assert.deepEqual([status, body.code, (await get(seller, id)).status], [410, 'document_archives.expired', 'expired'])
  assert.deepEqual([await itemsOf(id), (await get(seller, id)).status], [1, 'expired'])
  await app.admin.query(`select graphile_worker.add_job('sweep_document_archives')`)
  await app.settle()
  assert.deepEqual([await itemsOf(id), (await get(seller, id)).status], [0, 'expired'])
  assert.equal((await seller.get(`/invoices/${first.id}/pdf`)).status, 200)
})
