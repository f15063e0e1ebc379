import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readAmount } from '#platform/read-amount.ts'
import { readDay } from '#platform/read-day.ts'
import { readStatement } from './read-statement.ts'
import { isBad, type StatementItem } from './statement-rows.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const itemsOf = (text: string | Uint8Array) => [...readStatement(typeof text === 'string' ? bytes(text) : text).items]
const short = (item: StatementItem) =>
  isBad(item)
    ? [item.line, item.reason]
    : [item.transaction_date, item.amount_cents, item.description, item.reference, item.payer_name]

const posb = `Account Details For:,DBS Business Multi-Currency Account 072-123456-7
Statement as at:,22 Nov 2026
Available Balance:,"12,345.67"

Transaction Date,Reference,Debit Amount,Credit Amount,Transaction Ref1,Transaction Ref2,Transaction Ref3
03 Nov 2026,ICT, ,"1,090.00",PayNow Transfer 7712345,From: KOPI KAKI PTE LTD,OTHR INV-2026-00012
02 Nov 2026,ITR,55.00, ,GIRO TO SINGTEL,,
`

test('reads what DBS exports, below the lines that come before its table', () => {
  const { csv, format } = readStatement(bytes(posb))
  assert.deepEqual([format, csv?.bank, csv?.header_line], ['csv', 'DBS', 5])
  assert.deepEqual(itemsOf(posb).map(short), [
    ['2026-11-03', 109_000, 'PayNow Transfer 7712345 From: KOPI KAKI PTE LTD OTHR INV-2026-00012', 'ICT', null],
    ['2026-11-02', -5_500, 'GIRO TO SINGTEL', 'ITR', null],
  ])
})

test('reads both exports of OCBC: a name in a column of its own, and texts that go on below', () => {
  const velocity =
    'Account No.,Account Currency,Opening Balance,Closing Book Balance,Closing Available Balance,Total Credit Amount,Total Credit Count,Statement Value Date,Total Debit Count,Total Debit Amount,Hold Amount,Statement Date,Post Date,Debit Amount,Credit Amount,Transaction Type Code,Ref For Account Owner,Statement Details Info,Our Ref,Supplementary Details\n' +
    '713147603001,SGD,100.00,15100.00,15100.00,,,20261115,,,,20261115,20261115,,15000.00,NTRF,KOPI KAKI PTE LTD,PAYMENT/TRANSFER INV-2026-00012,OTHR,\n' +
    '713147603001,SGD,,15050.00,,,,20261116,,,,20261116,20261116,50.00,,NMSC,29/12/2025,DEBIT PURCHASE,REF2,\n'
  assert.equal(readStatement(bytes(velocity)).csv?.bank, 'OCBC')
  assert.deepEqual(itemsOf(velocity).map(short), [
    ['2026-11-15', 1_500_000, 'PAYMENT/TRANSFER INV-2026-00012', 'OTHR', 'KOPI KAKI PTE LTD'],
    ['2026-11-16', -5_000, 'DEBIT PURCHASE', 'REF2', null],
  ])
  const personal = `Account details for:,Business Growth 601-123456-001
Transaction History
Transaction date,Value date,Description,Withdrawals (SGD),Deposits (SGD)
16/11/2026,16/11/2026,FAST PAYMENT,,110.39
,,OTHR - PayNow KOPI KAKI
13/11/2026,13/11/2026,COLLECTION,379.50,
`
  assert.deepEqual(itemsOf(personal).map(short), [
    ['2026-11-16', 11_039, 'FAST PAYMENT OTHR - PayNow KOPI KAKI', null, null],
    ['2026-11-13', -37_950, 'COLLECTION', null, null],
  ])
})

test('reads what UOB exports in UTF-16 and Windows-1252, with semicolons and quoted lines within a cell', () => {
  const uob = `Transaction Date;Transaction Description;Withdrawal;Deposit;Available Balance
03 Nov 2026;"Inward Credit-FAST
CAFÉ ""KOPI""; Main";0;218,00;1.218,00
`
  const expected = [['2026-11-03', 21_800, 'Inward Credit-FAST CAFÉ "KOPI"; Main', null, null]]
  assert.deepEqual(itemsOf(uob).map(short), expected)
  const wide = Buffer.from(`\ufeff${uob}`, 'utf16le')
  assert.deepEqual(itemsOf(wide).map(short), expected)
  assert.deepEqual(itemsOf(Buffer.from(wide).swap16()).map(short), expected)
  assert.deepEqual(itemsOf(Buffer.from(uob, 'latin1')).map(short), expected)
  assert.deepEqual(itemsOf(bytes(`\ufeff${uob}`)).map(short), expected)
})

test('takes the columns that somebody chose for a layout nobody knows, and again by its fingerprint', () => {
  const odd = 'Tarikh,Butir,Jumlah\n11/03/2026,SEWA,-12.50\n'
  const first = readStatement(bytes(odd))
  assert.deepEqual([first.csv?.mapping, first.csv?.heads], [null, ['Tarikh', 'Butir', 'Jumlah']])
  const mapping = {
    date: 'Tarikh',
    amount: 'Jumlah',
    credit: null,
    debit: null,
    description: ['Butir'],
    reference: [],
    payer_name: null,
    payer_account: null,
    balance: null,
    date_order: 'month_first' as const,
  }
  const remembered = { [first.csv!.header_fingerprint]: mapping }
  for (const known of [{ mapping }, { remembered }])
    assert.deepEqual([...readStatement(bytes(odd), known).items].map(short), [
      ['2026-11-03', -1250, 'SEWA', null, null],
    ])
  assert.throws(() => readStatement(bytes(posb), { mapping }), /columns that were chosen/)
})

test('knows a layout again though its heads changed their capitals, and tells heads in other letters apart', () => {
  const first = readStatement(bytes('Tarikh,Butir,Jumlah\n03/11/2026,SEWA,-12.50\n')).csv!
  const mapping = {
    date: 'Tarikh',
    amount: 'Jumlah',
    credit: null,
    debit: null,
    description: ['Butir'],
    reference: [],
    payer_name: null,
    payer_account: null,
    balance: null,
    date_order: 'day_first' as const,
  }
  const remembered = { [first.header_fingerprint]: mapping }
  const again = readStatement(bytes('TARIKH,Butir:,jumlah\n03/11/2026,SEWA,-12.50\n'), { remembered })
  assert.deepEqual([...again.items].map(short), [['2026-11-03', -1250, 'SEWA', null, null]])
  const fingerprints = ['日期,金额,摘要', '日期,摘要,金额'].map(
    (heads) => readStatement(bytes(`${heads}\n03/11/2026,1,2\n`)).csv!.header_fingerprint,
  )
  assert.notEqual(fingerprints[0], fingerprints[1])
  const foreign = { [first.header_fingerprint]: { ...mapping, amount: 'Amaun' } }
  assert.equal(readStatement(bytes('Tarikh,Butir,Jumlah\n1,2,3\n'), { remembered: foreign }).csv!.mapping, null)
})

test('leaves out what is in another currency, or not booked yet, and says so', () => {
  const said = (text: string) => itemsOf(text).map((item) => (isBad(item) ? item.reason : item.amount_cents))
  const usd = 'It is in USD; only Singapore dollars are imported.'
  assert.deepEqual(said('Date,Description,Currency,Amount\n03/11/2026,A,USD,5.00\n03/11/2026,B,SGD,6.00\n'), [usd, 600])
  const entry = (ccy: string, more = '') =>
    `<Ntry><Amt Ccy="${ccy}">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>${more}<BookgDt><Dt>2026-11-03</Dt></BookgDt></Ntry>`
  assert.deepEqual(
    said(camt(entry('USD') + entry('SGD', '<Sts><Cd>PDNG</Cd></Sts>') + entry('SGD', '<Sts>BOOK</Sts>'))),
    [usd, 'The bank has not booked it yet.', 500],
  )
  const swift = (ccy: string) => `:20:STMT\n:25:1\n:60F:C261101${ccy}100,00\n:61:2611031103C5,00NTRFNONREF\n-`
  assert.deepEqual([...said(swift('USD')), ...said(swift('SGD'))], [usd, 500])
  const ofx = (ccy: string) => `<OFX><CURDEF>${ccy}\n<STMTTRN><DTPOSTED>20261103<TRNAMT>5.00</STMTTRN></OFX>`
  assert.deepEqual([...said(ofx('USD')), ...said(ofx('SGD'))], [usd, 500])
})

test('says of each bad line where it stands and why, and reads the others', () => {
  const bad = `Date,Description,Amount,Balance
31/02/2026,A,1.00,1.00
01/03/2026,B,1.2345,1.00
02/03/2026,C,0.00,1.00
03/03/2026,D,7.00,8.00
Total,,8.00,
`
  assert.deepEqual(itemsOf(bad).map(short), [
    [2, 'The date “31/02/2026” cannot be read.'],
    [3, 'The amount “1.2345” cannot be read.'],
    [4, 'There is no amount, or it is 0.'],
    ['2026-03-03', 700, 'D', null, null],
  ])
})

test('warns of an amount that the balances do not bear out, upwards and downwards', () => {
  const lines = [
    '01/11/2026,A,10.00,110.00',
    '02/11/2026,B,10000020.00,130.00',
    '03/11/2026,C,-5.00,125.00',
    '04/11/2026,D,1.00,126.00',
    '05/11/2026,E,1.00,127.00',
  ]
  for (const order of [lines, lines.toReversed()]) {
    const items = itemsOf(`Date,Description,Amount,Balance\n${order.join('\n')}\n`)
    const warned = items.flatMap((item) =>
      isBad(item) || !item.warning ? [] : [`${item.description}: ${item.warning}`],
    )
    assert.deepEqual(warned, [
      'B: By the balances of the statement the amount would be 20.00. Compare it with the bank.',
    ])
  }
  const daily = lines.map((line) => line.replace(/[^,]*$/, '500.00')).join('\n')
  assert.ok(
    itemsOf(`Date,Description,Amount,Balance\n${daily}\n`).every((item) => !isBad(item) && item.warning === null),
  )
})

const entry = '<FITID>F1<NAME>KOPI KAKI PTE LTD<MEMO>INV 12 &amp; 13'

test('reads OFX as SGML and as XML', () => {
  const sgml = `OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><BANKTRANLIST>\n<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261103120000[8:SGT]<TRNAMT>1090.00${entry}</STMTTRN>\n<STMTTRN><DTPOSTED>bad<TRNAMT>1</STMTTRN></OFX>`
  const xml = `<?xml version="1.0"?><?OFX OFXHEADER="200"?><OFX>\n<STMTTRN><DTPOSTED>20261103</DTPOSTED><TRNAMT>-5.5</TRNAMT><FITID>F2</FITID><NAME>SINGTEL</NAME></STMTTRN></OFX>`
  assert.deepEqual(itemsOf(sgml).map(short), [
    ['2026-11-03', 109_000, 'INV 12 & 13', null, 'KOPI KAKI PTE LTD'],
    [6, 'The date “bad” cannot be read.'],
  ])
  assert.deepEqual(itemsOf(xml).map(short), [['2026-11-03', -550, 'SINGTEL', null, 'SINGTEL']])
})

test('reads MT940 with its subfields in each of their forms', () => {
  const swift = `{1:F01DBSSSGSGAXXX}{4:
:20:STMT
:25:0721234567
:28C:1/1
:60F:C261101SGD100,00
:61:2611031103C1090,00NTRFINV-2026-00012//7712
:86:166?00PAYNOW?20INV-2026-?2100012?30DBSSSGSG?310721234?32KOPI KAKI?33 PTE LTD
:61:261104RD5,NCHGNONREF
:86:/ORDP/SENG HENG/REMI/INV 13/EREF/NOTPROVIDED
:61:261105D12,30NMSCNONREF//B3
:86:BANK
CHARGE
:61:99XX
:62F:C261105SGD1182,70
-}`
  assert.deepEqual(itemsOf(swift).map(short), [
    ['2026-11-03', 109_000, 'PAYNOW INV-2026- 00012', 'INV-2026-00012', 'KOPI KAKI PTE LTD'],
    ['2026-11-04', 500, 'INV 13', null, 'SENG HENG'],
    ['2026-11-05', -1230, 'BANK CHARGE', null, null],
    [13, 'The line “:61:99XX” cannot be read.'],
  ])
})

const camt = (inside: string, head = '') =>
  `<?xml version="1.0"?>${head}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>${inside}</Stmt></BkToCstmrStmt></Document>`

test('reads CAMT.053, an entry of several transactions as several rows', () => {
  const one = `<n:Ntry><n:Amt Ccy="SGD">1090.00</n:Amt><n:CdtDbtInd>CRDT</n:CdtDbtInd><n:BookgDt><n:Dt>2026-11-03</n:Dt></n:BookgDt><n:AcctSvcrRef>B7</n:AcctSvcrRef><n:NtryDtls><n:TxDtls><n:Refs><n:EndToEndId>INV-2026-00012</n:EndToEndId></n:Refs><n:RltdPties><n:Dbtr><n:Pty><n:Nm>KOPI &amp; KAKI</n:Nm></n:Pty></n:Dbtr><n:Cdtr><n:Nm>US</n:Nm></n:Cdtr></n:RltdPties><n:RmtInf><n:Ustrd>thanks</n:Ustrd><n:Ustrd>Mei</n:Ustrd></n:RmtInf></n:TxDtls></n:NtryDtls></n:Ntry>`
  const two = `<Ntry><Amt>30</Amt><CdtDbtInd>DBIT</CdtDbtInd><ValDt><DtTm>2026-11-04T10:00:00</DtTm></ValDt><NtryDtls><TxDtls><AmtDtls><TxAmt><Amt>10</Amt></TxAmt></AmtDtls></TxDtls><TxDtls><Amt>20</Amt></TxDtls></NtryDtls></Ntry>`
  assert.deepEqual(itemsOf(camt(one + two)).map(short), [
    ['2026-11-03', 109_000, 'thanks Mei', 'INV-2026-00012', 'KOPI & KAKI'],
    ['2026-11-04', -1_000, '', null, null],
    ['2026-11-04', -2_000, '', null, null],
  ])
})

test('refuses XML with entities of its own, other XML, Excel, PDF and what is no text, and says what to do', () => {
  const bomb = camt('&a;', '<!DOCTYPE x [<!ENTITY a "aaaa">]>')
  assert.throws(() => itemsOf(bomb), /entities of its own/)
  assert.throws(() => itemsOf('<OFX><!DOCTYPE x></OFX>'), /entities of its own/)
  assert.throws(() => itemsOf(camt('<Ntry><Amt>1</Ntry>')), /XML is broken/)
  assert.throws(() => itemsOf('<html><body>Log in</body></html>'), /no bank statement/)
  assert.throws(() => itemsOf('PK\u0003\u0004'), /Excel or zip/)
  assert.throws(() => itemsOf('%PDF-1.7'), /This is a PDF/)
  assert.throws(() => itemsOf(''), /empty/)
  assert.throws(() => itemsOf('hello'), /No table/)
})

test('reads an amount as it is written or not at all, and never by a fraction', () => {
  const read: [string, number | undefined][] = [
    ['1,234.56', 123_456],
    ['1.234,56', 123_456],
    ['1 234,5', 123_450],
    ['S$50', 5_000],
    ['SGD 1,000.10', 100_010],
    ['(12.00)', -1_200],
    ['12.00-', -1_200],
    ['-0.07', -7],
    ['12.00 DR', -1_200],
    ['12.00CR', 1_200],
    ['1,234', 123_400],
    ['5,', 500],
    ['.50', 50],
    ['1.10000', 110],
    ['1.234', undefined],
    ['12,34,56', undefined],
    ['1.005', undefined],
    ['(12.00', undefined],
    ['', undefined],
    ['1e5', undefined],
    ['99999999999999', undefined],
  ]
  for (const [text, cents] of read) assert.equal(readAmount(text), cents, text)
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => {
      const digits = String(Math.abs(cents)).padStart(3, '0')
      assert.equal(readAmount(`${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`), cents)
    }),
  )
})

test('reads a day in each form that banks write, and none that is not in the calendar', () => {
  for (const text of [
    '03 Nov 2026',
    '3-Nov-26',
    '03/11/2026',
    '3.11.26',
    '2026-11-03',
    '20261103',
    '2026-11-03T10:00:00Z',
    '03 November 2026',
  ])
    assert.equal(readDay(text), '2026-11-03', text)
  for (const text of ['29/02/2026', '13 Foo 2026', '20261301', '', 'Total'])
    assert.equal(readDay(text), undefined, text)
  assert.equal(readDay('11/03/2026', 'month_first'), '2026-11-03')
})

test('whatever the bytes are, a statement is read or refused, and never breaks the program', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.string({ maxLength: 400 }).map(bytes)), (given) => {
      try {
        itemsOf(given)
      } catch (error) {
        assert.equal((error as { code?: string }).code, 'bank.unreadable_statement')
      }
    }),
    { numRuns: 300 },
  )
})
