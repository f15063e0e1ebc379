// verbs: continue-import create-bank-account preview-statement remember-columns get-bank-account
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { bankFixture } from './bank-fixture.ts'
import { continueImport } from './continue-import.ts'

const app = await startApp()
const { seller } = bankFixture(app)

test('imports a statement in the background, and says of every line what became of it', async () => {
  const { owner, account, importFile, fileFrom, transactions } = await seller()
  const file = fileFrom('Date,Description,Amount\n03/11/2026,FIRST,1.00\n04/11/2026,SECOND,-2.50\nsoon,THIRD,3.00\n')
  const done = await importFile(file)
  const { status, format, row_count, new_count, known_count, bad_count, bad_rows } = done
  assert.deepEqual(
    { status, format, row_count, new_count, known_count, bad_count, bad_rows },
    {
      status: 'completed',
      format: 'csv',
      row_count: 2,
      new_count: 2,
      known_count: 0,
      bad_count: 1,
      bad_rows: [{ line: 4, reason: 'The date “soon” cannot be read.' }],
    },
  )
  const rows = await transactions()
  assert.deepEqual(
    rows.map((row: Record<string, unknown>) => [row.transaction_date, row.amount_cents, row.description, row.status]),
    [
      ['2026-11-04', -250, 'SECOND', 'open'],
      ['2026-11-03', 100, 'FIRST', 'open'],
    ],
  )
  assert.equal((await owner.get(`/bank-imports?bank_account_id=${account.id}`)).body.data.length, 1)
  assert.equal((await owner.get(`/bank-accounts/${account.id}`)).body.open_count, 1)
  const names = (await owner.events()).map(({ name }) => name)
  assert.deepEqual(names.slice(-3), ['bank_import.started', 'bank_matching.completed', 'bank_import.completed'])
})

test('the same file twice changes nothing, also when two people send it at once', async () => {
  const { owner, sendFile, fileOf, transactions } = await seller()
  const file = fileOf([['03/11/2026', 'A', '1.00']])
  const both = await Promise.all([sendFile(file), sendFile({ ...file, file_name: 'again.csv' })])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 201])
  assert.equal(both[0].body.id, both[1].body.id)
  await app.settle()
  assert.equal((await sendFile(file)).status, 200)
  assert.equal((await transactions()).length, 1)
  assert.equal((await owner.get('/bank-imports')).body.data.length, 1)
})

test('keeps a line of two statements once, and two equal lines of one statement both', async () => {
  const { importRows, transactions } = await seller()
  await importRows([
    ['03/11/2026', 'FEE', '5.00'],
    ['03/11/2026', 'FEE', '5.00'],
    ['04/11/2026', 'A', '1.00'],
  ])
  const next = await importRows([
    ['03/11/2026', 'FEE', '5.00'],
    ['03/11/2026', 'FEE', '5.00'],
    ['04/11/2026', 'A', '1.00'],
    ['05/11/2026', 'B', '2.00'],
  ])
  assert.deepEqual([next.row_count, next.new_count, next.known_count], [4, 1, 3])
  assert.equal((await transactions()).length, 4)
})

test('asks once which column is which, and shows before anything is imported how a file is read', async () => {
  const { owner, account, sendFile, importFile, fileFrom, transactions, layout } = await seller()
  const file = fileFrom('Tarikh,Butir,Jumlah\n03/11/2026,SEWA,-12.50\n')
  const refused = await sendFile(file)
  assert.deepEqual([refused.status, refused.body.code], [422, 'bank.columns_unknown'])
  assert.match(refused.body.detail, /Tarikh, Butir, Jumlah/)
  const preview = async () => (await owner.post(`/bank-accounts/${account.id}/preview-statement`, file)).body
  const before = await preview()
  assert.deepEqual([before.mapping, before.sample, before.rows], [null, [['03/11/2026', 'SEWA', '-12.50']], []])

  const { mapping } = layout
  const remember = (changes: object) =>
    owner.post(`/bank-accounts/${account.id}/remember-columns`, {
      header_fingerprint: before.header_fingerprint,
      mapping: { ...mapping, ...changes },
    })
  assert.equal((await remember({ amount: null })).body.errors[0].pointer, '/mapping/amount')
  assert.equal((await remember({})).status, 200)
  assert.equal((await preview()).rows[0].amount_cents, -1250)
  await importFile(file)
  assert.equal((await transactions())[0].description, 'SEWA')
  await importFile(fileFrom('Tarikh,Butir,Jumlah\n04/11/2026,GAJI,-1.00\n'))
  assert.equal((await transactions()).length, 2)
})

test('refuses what is no statement, what is no base64 and a name that is taken, and keeps nothing of it', async () => {
  const { owner, account, sendFile, fileFrom, fileOf } = await seller()
  const pdf = await sendFile(fileFrom('%PDF-1.7'))
  assert.deepEqual([pdf.status, pdf.body.code], [422, 'bank.unreadable_statement'])
  assert.match(pdf.body.detail, /PDF/)
  assert.equal((await sendFile({ file_name: 'x', content: '{}' })).body.errors[0].pointer, '/content')
  assert.equal((await owner.post('/bank-accounts', { name: account.name })).body.code, 'bank.name_taken')
  assert.equal((await owner.get('/bank-imports')).body.data.length, 0)
  const stranger = await app.signUp()
  assert.equal((await stranger.post(`/bank-accounts/${account.id}/imports`, fileOf([]))).status, 404)
  const viewer = await app.signUp('viewer', owner)
  assert.equal((await viewer.post(`/bank-accounts/${account.id}/imports`, fileOf([]))).status, 403)
})

test('goes on after a crash in the middle of a large statement, with each line once', async () => {
  const { owner, sendFile, fileFrom } = await seller()
  const lines = Array.from({ length: 2_500 }, (_, i) => `03/11/2026,ROW ${i % 2_400},-${(i % 7) + 1}.00`)
  const { body } = await sendFile(fileFrom(`Date,Description,Amount\n${lines.join('\n')}\n`))
  let transactions = 0
  const dying = <T>(work: Parameters<typeof app.asSystem<T>>[1]) => {
    if (++transactions === 5) throw new Error('killed')
    return app.asSystem(owner.organization_id, work)
  }
  await assert.rejects(async () => continueImport(dying, app.parts.storage, body.id), /killed/)
  const half = (await owner.get(`/bank-imports/${body.id}`)).body
  assert.deepEqual([half.status, half.new_count, half.row_count], ['reading', 2_000, 2_000])
  await app.settle()
  const whole = (await owner.get(`/bank-imports/${body.id}`)).body
  assert.deepEqual([whole.status, whole.new_count, whole.row_count], ['completed', 2_500, 2_500])
})
