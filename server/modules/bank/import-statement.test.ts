// verbs: update-bank-account archive-bank-account restore-bank-account continue-import create-bank-account preview-statement remember-columns get-bank-account
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

test('whatever stands where a day or a balance should is quoted, and the rest of the file comes in', async () => {
  const { importFile, fileFrom } = await seller()
  const [cut, nothing] = [`${'x'.repeat(39)}\u{20BB7}`, 'a\0b']
  const head = 'Date,Description,Amount,Balance'
  const good = Array.from({ length: 200 }, (_, i) => `03/11/2026,ROW ${i},1.00,`)
  const bad = [cut, nothing].flatMap((cell) => [`${cell},BAD,1.00,`, `03/11/2026,${cell},1.00,${cell}`])
  const done = await importFile(fileFrom([head, ...good, ...bad, ''].join('\n')))
  assert.deepEqual([done.status, done.failure, done.row_count, done.bad_count], ['completed', null, 202, 2])
  assert.deepEqual(
    done.bad_rows.map(({ reason }: { reason: string }) => reason),
    [`The date “${'x'.repeat(39)}\uFFFD” cannot be read.`, 'The date “a b” cannot be read.'],
  )
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
  // Without a worker so far, which would take the import up before the one that dies does.
  const still = await startApp()
  const { owner, sendFile, fileFrom } = await bankFixture(still).seller()
  const lines = Array.from({ length: 2_500 }, (_, i) => `03/11/2026,ROW ${i % 2_400},-${(i % 7) + 1}.00`)
  const { body } = await sendFile(fileFrom(`Date,Description,Amount\n${lines.join('\n')}\n`))
  let transactions = 0
  const dying = <T>(work: Parameters<typeof still.asSystem<T>>[1]) => {
    if (++transactions === 5) throw new Error('killed')
    return still.asSystem(owner.organization_id, work)
  }
  await assert.rejects(async () => continueImport(dying, still.parts.storage, body.id), /killed/)
  const half = (await owner.get(`/bank-imports/${body.id}`)).body
  assert.deepEqual([half.status, half.new_count, half.row_count], ['reading', 2_000, 2_000])
  await still.settle()
  const whole = (await owner.get(`/bank-imports/${body.id}`)).body
  assert.deepEqual([whole.status, whole.new_count, whole.row_count], ['completed', 2_500, 2_500])
})

test('says before a file is imported what of it is new, known, bad and doubtful, and changes nothing', async () => {
  const { owner, account, importRows, importFile, fileFrom, transactions } = await seller()
  await importRows([['03/11/2026', 'FEE', '-5.00']])
  const lines = [
    ...Array.from({ length: 2_500 }, (_, i) => `04/11/2026,ROW ${i},1.00,`),
    '03/11/2026,FEE,-5.00,',
    '03/11/2026,FEE,-5.00,',
    ...Array.from({ length: 120 }, () => '31/02/2026,BAD,1.00,'),
  ]
  const file = fileFrom(`Date,Description,Amount,Balance\n${lines.join('\n')}\n`)
  const path = `/bank-accounts/${account.id}/preview-statement`
  const { body } = await owner.post(path, file)
  const { row_count, new_count, known_count, bad_count, from_date, to_date, in_cents, out_cents } = body
  assert.deepEqual(
    { row_count, new_count, known_count, bad_count, from_date, to_date, in_cents, out_cents },
    {
      row_count: 2_502,
      new_count: 2_501,
      known_count: 1,
      bad_count: 120,
      from_date: '2026-11-03',
      to_date: '2026-11-04',
      in_cents: 250_000,
      out_cents: 1_000,
    },
  )
  assert.deepEqual([body.rows.length, body.bad_rows.length, body.bad_rows[0].line], [20, 100, 2504])
  assert.equal(body.known_import_id, null)
  assert.equal((await transactions()).length, 1)
  const { id, new_count: imported, bad_count: bad } = await importFile(file)
  assert.deepEqual([imported, bad], [2_501, 120])
  assert.equal((await owner.post(path, file)).body.known_import_id, id)

  const typo = fileFrom(
    'Date,Description,Amount,Balance\n05/11/2026,A,1.00,1.00\n06/11/2026,B,1000000.00,2.00\n07/11/2026,C,1.00,3.00\n08/11/2026,D,1.00,4.00\n',
  )
  const doubtful = (await owner.post(path, typo)).body
  assert.deepEqual([doubtful.doubtful_count, doubtful.doubtful_rows[0].line], [1, 3])
  assert.match(doubtful.doubtful_rows[0].warning, /would be 1\.00/)
})

test('tries columns before they are remembered, and remembers the last that somebody chose', async () => {
  const { owner, account, fileFrom, layout } = await seller()
  const file = fileFrom('Tarikh,Butir,Jumlah\n03/11/2026,SEWA,-12.50\n')
  const preview = async (more: object = {}) =>
    (await owner.post(`/bank-accounts/${account.id}/preview-statement`, { ...file, ...more })).body
  const month_first = { ...layout.mapping, date_order: 'month_first' }
  const tried = await preview({ mapping: month_first })
  assert.deepEqual([tried.rows[0].transaction_date, (await preview()).mapping], ['2026-03-11', null])
  const { header_fingerprint } = tried
  for (const mapping of [month_first, layout.mapping])
    await owner.post(`/bank-accounts/${account.id}/remember-columns`, { header_fingerprint, mapping })
  assert.equal((await preview()).rows[0].transaction_date, '2026-11-03')
})

test('a file that breaks off in the middle fails with the reason, and may be sent again', async () => {
  const { owner, account, importFile, sendFile, fileFrom } = await seller()
  const entry =
    '<Ntry><Amt Ccy="SGD">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-11-03</Dt></BookgDt></Ntry>'
  const camt = `<?xml version="1.0"?><Document><BkToCstmrStmt><Stmt>${entry.repeat(3)}<Ntry><Amt>1</Ntry>`
  const failed = await importFile(fileFrom(camt, 'broken.xml'))
  assert.deepEqual([failed.status, failed.new_count], ['failed', 0])
  assert.match(failed.failure, /The XML is broken/)
  assert.equal((await sendFile(fileFrom(camt))).status, 201)
  await app.settle()
  const previewed = await owner.post(`/bank-accounts/${account.id}/preview-statement`, fileFrom(camt))
  assert.equal(previewed.body.code, 'bank.unreadable_statement')
})

test('what a bank itself names is one line though its words change', async () => {
  const { importFile, fileFrom } = await seller()
  const ofx = (memo: string) =>
    fileFrom(`<OFX><STMTTRN><DTPOSTED>20261103<TRNAMT>5.00<FITID>F1<MEMO>${memo}</STMTTRN></OFX>`, 'a.ofx')
  assert.equal((await importFile(ofx('PENDING'))).new_count, 1)
  const { new_count, known_count } = await importFile(ofx('PAYMENT'))
  assert.deepEqual([new_count, known_count], [0, 1])
})

test('finds lines by day, direction, words and amount', async () => {
  const { importRows, transactions } = await seller()
  await importRows([
    ['03/11/2026', 'KOPI ONE', '1308.00'],
    ['04/11/2026', 'KOPI TWO', '-5.00'],
    ['05/11/2026', 'TEH THREE', '7.00'],
  ])
  const found = async (query: string) =>
    (await transactions(query)).map(({ description }: { description: string }) => description)
  assert.deepEqual(await found('&from=2026-11-04'), ['TEH THREE', 'KOPI TWO'])
  assert.deepEqual(await found('&to=2026-11-03'), ['KOPI ONE'])
  assert.deepEqual(await found('&direction=out'), ['KOPI TWO'])
  assert.deepEqual(await found('&q=kopi%20two'), ['KOPI TWO'])
  assert.deepEqual(await found('&q=1,308.00'), ['KOPI ONE'])
})

test('pages through imports and keeps those of accounts apart', async () => {
  const { owner, importRows } = await seller()
  for (const day of ['03', '04', '05']) await importRows([[`${day}/11/2026`, 'A', '1.00']])
  const first = (await owner.get('/bank-imports?limit=2')).body
  const second = (await owner.get(`/bank-imports?limit=2&cursor=${first.next_cursor}`)).body
  assert.deepEqual([first.data.length, second.data.length, second.next_cursor], [2, 1, null])
  assert.ok(!first.data.some(({ id }: { id: string }) => id === second.data[0].id))
  const { body: other } = await owner.post('/bank-accounts', { name: 'Other' })
  assert.deepEqual((await owner.get(`/bank-imports?bank_account_id=${other.id}`)).body.data, [])
})

test('edits an account, archives it and brings it back; an archived one takes no statement', async () => {
  const { owner, account, sendFile, fileOf } = await seller()
  const path = `/bank-accounts/${account.id}`
  const change = (body: object, version: number) => owner.patch(path, body, { version })
  const renamed = await change({ name: 'DBS main', bank: 'DBS', account_number: '072-1' }, 1)
  assert.equal(renamed.status, 200, renamed.text)
  assert.deepEqual([renamed.body.name, renamed.body.bank, renamed.body.version], ['DBS main', 'DBS', 2])
  assert.equal((await change({ name: 'Late' }, 1)).status, 412)
  await owner.post('/bank-accounts', { name: 'Taken' })
  assert.equal((await change({ name: 'Taken' }, 2)).body.code, 'bank.name_taken')

  const names = async (query = '') =>
    (await owner.get(`/bank-accounts${query}`)).body.data.map(({ name }: { name: string }) => name)
  for (const _ of [1, 2]) assert.equal((await owner.post(`${path}/archive`)).body.version, 3)
  assert.deepEqual([await names(), await names('?archived=yes')], [['Taken'], ['DBS main']])
  assert.deepEqual(await names('?archived=all'), ['DBS main', 'Taken'])
  const refused = await sendFile(fileOf([['03/11/2026', 'A', '1.00']]))
  assert.deepEqual([refused.status, refused.body.code], [409, 'bank.account_archived'])
  for (const _ of [1, 2]) assert.equal((await owner.post(`${path}/restore`)).body.archived_at, null)
  assert.equal((await sendFile(fileOf([['03/11/2026', 'A', '1.00']]))).status, 201)
  const recorded = (await owner.events()).map(({ name }) => name).filter((name) => name.startsWith('bank_account.'))
  assert.deepEqual(recorded.slice(-3), ['bank_account.created', 'bank_account.archived', 'bank_account.restored'])
})

test('says how far the present statements are', async () => {
  const { owner, account, importRows, transactions } = await seller()
  await importRows([['01/11/2026', 'OLD', '9.00']])
  const [old] = await transactions()
  await owner.post(`/bank-transactions/${old.id}/ignore`, { note: 'Interest' })
  const done = await importRows([
    ['03/11/2026', 'A', '1.00'],
    ['03/11/2026', 'B', '2.00'],
    ['03/11/2026', 'C', '-4.00'],
  ])
  const b = (await transactions('&q=B'))[0]
  await owner.post(`/bank-transactions/${b.id}/ignore`, { note: 'Interest' })
  const totals = async (query: string) => (await owner.get(`/bank-transactions/totals${query}`)).body
  const all = await totals('')
  assert.deepEqual([all.open.count, all.in_progress.count, all.ignored.count], [1, 2, 2])
  assert.equal((await totals(`?bank_import_id=${done.id}`)).ignored.count, 1)
  const { body: other } = await owner.post('/bank-accounts', { name: 'Other' })
  assert.deepEqual((await totals(`?bank_account_id=${other.id}`)).in_progress, { count: 0, amount_cents: 0 })
  assert.equal((await totals(`?bank_account_id=${account.id}`)).open.count, 1)
})
