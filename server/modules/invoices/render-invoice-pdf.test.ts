import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, test, type TestContext } from 'node:test'
import jsqr from 'jsqr'
import { parse } from 'promptparse'
import { readPayNow } from '#test/emv-parser.ts'
import { paymentOf, randomInvoices } from '#test/random-invoices.ts'
import { createTypst } from '#platform/typst.ts'
import { invoiceOf, kaki, tanjong } from './invoice-fixture.ts'
import type { PrintedInvoice } from './invoice-page.ts'
import { invoiceTypst, renderInvoicePdf } from './render-invoice-pdf.ts'

const typst = createTypst(invoiceTypst)
after(() => typst.close())

const unregistered: Partial<PrintedInvoice> = { kind: 'invoice', seller: { ...kaki, gst_reg_no: null } }
const render = (it: PrintedInvoice) => renderInvoicePdf(typst, it)

const absent = spawnSync('pdftotext', ['-v']).error
  ? 'poppler-utils is not installed: the page is not read back'
  : false
const reads = (promise: string, body: (t: TestContext) => Promise<void>) => void test(promise, { skip: absent }, body)
const poppler = (tool: string, args: string[], pdf: Uint8Array) =>
  spawnSync(tool, args, { input: pdf, maxBuffer: 2 ** 28 }).stdout
const textOf = (pdf: Uint8Array) =>
  poppler('pdftotext', ['-layout', '-', '-'], pdf).toString().replaceAll('\u00a0', ' ')
const pagesOf = (pdf: Uint8Array) => textOf(pdf).split('\f').slice(0, -1)
const print = async (it: PrintedInvoice) => textOf(await render(it))

/** The PayNow code as a phone would see it: from the picture of the page. */
function scan(pdf: Uint8Array) {
  const text = scanText(pdf)
  return text === undefined ? null : parse(text, true, true)
}

function scanText(pdf: Uint8Array): string | undefined {
  const ppm = poppler('pdftoppm', ['-r', '110', '-f', '1', '-l', '1', '-'], pdf)
  const [head, width, height] = ppm.toString('latin1', 0, 40).match(/^P6\s(\d+) (\d+)\s255\s/)!
  const rgb = ppm.subarray(head.length)
  const rgba = Uint8ClampedArray.from({ length: Number(width) * Number(height) * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : rgb[(i >> 2) * 3 + (i % 4)]!,
  )
  const found = jsqr.default(rgba, Number(width), Number(height), { inversionAttempts: 'dontInvert' })
  return found?.data
}

reads('a part of an agreed total says what was agreed, billed before, billed now, and what remains', async () => {
  const progress = {
    title: 'Kitchen',
    agreed_cents: 1_000_000,
    billed_before_cents: 300_000,
    billed_before_numbers: ['INV-2026-00001'],
    remaining_cents: 400_000,
  }
  const text = await print(invoiceOf([{ amount_cents: 300_000 }], { progress }))
  assert.match(
    text,
    /Kitchen\n+ *Agreed +Billed before +This invoice +Remains\n+ *10,000\.00 +3,000\.00 +3,000\.00 +4,000\.00/,
  )
  assert.match(
    text,
    /Billed before: INV-2026-00001\. Amounts are before GST\. GST on what was billed before was accounted/,
  )
  assert.doesNotMatch(
    await print(invoiceOf([{ gst_code: 'NG', gst_rate_bp: 0 }], { progress, ...unregistered })),
    /GST on what/,
  )
})

reads('prints every particular of regulation 11', async () => {
  const text = await print(
    invoiceOf(
      [
        { description: 'Roasted beans\nHouse blend', quantity: '24.500000', unit: 'kg', amount_cents: 123_450 },
        { description: 'Workshop abroad', gst_code: 'ZR', amount_cents: 50_000, discount_cents: 1_050 },
        { description: 'Late payment interest', gst_code: 'ES33', amount_cents: 2_500 },
        { description: 'Shipped abroad', gst_code: 'OS', amount_cents: 700 },
      ],
      { reference: 'PO 4471', tax_point_date: '2026-11-20', notes: 'Thank you.' },
    ),
  )
  for (const words of [
    /Tax Invoice/,
    /INV-2026-000123/,
    /Kopi Kaki Pte\. Ltd\.\s[^]*71 Robinson Road\s[^]*#14-01\s[^]*Singapore 068895/,
    /UEN 201899901E\s[^]*GST Reg No\. 201899901E/,
    /Tanjong Design LLP\s[^]*8 Tanjong Pagar Plaza\s[^]*50450, Malaysia\s[^]*GST Reg No\. M90312345A/,
    /Issue date[^]*21 Nov 2026/,
    /Date of supply[^]*20 Nov 2026/,
    /Due 21 Dec 2026/,
    /PO 4471/,
    /Roasted beans +24\.5 kg +1,234\.50 +SR 9% +1,234\.50\s+House blend/,
    /Workshop abroad +1 +500\.00 +−10\.50 +ZR 0% +500\.00/,
    /Subtotal, excl\. GST +1,766\.50/,
    /GST 9% \(SR\) on 1,234\.50 +111\.11/,
    /Zero-rated \(ZR\), GST 0% on 500\.00 +0\.00/,
    /Exempt \(ES33\), no GST on 25\.00 +0\.00/,
    /Out of scope \(OS\), no GST on 7\.00 +0\.00/,
    /Total GST +111\.11/,
    /Total payable, incl\. GST +SGD 1,877\.61/,
    /Thank you\./,
    /Page 1 of 1/,
  ])
    assert.match(text, words)
  assert.doesNotMatch(text, /\0/)
})

reads('shows a seller who is not registered no GST in any form', async () => {
  const pdf = await render(invoiceOf([{ gst_code: 'NG', description: 'Nasi lemak' }], unregistered))
  const text = textOf(pdf) + poppler('pdfinfo', ['-'], pdf).toString()

  assert.doesNotMatch(text, /GST|Tax Invoice|\btax\b|\bNG\b|%|M90312345A/i)
  assert.match(text, /Invoice[^]*Nasi lemak[^]*Total payable +SGD 1,200\.00/)
})

test('refuses to print GST for a seller who is not registered', async () => {
  await assert.rejects(render(invoiceOf([{}], unregistered)), /INV-2026-000123 shows GST/)
})

reads('puts a PayNow code on the page that pays this invoice', async () => {
  const code = scan(await render(invoiceOf([{ amount_cents: 123_450 }], { amount_due_cents: 84_561 })))
  const tags = [['26', '02'], ['26', '03'], ['26', '04'], ['54'], ['59'], ['62', '01']] as const
  const expected = ['201899901E', '0', '20271221', '845.61', 'KOPI KAKI PTE. LTD.', 'INV-2026-000123']

  assert.deepEqual(
    tags.map(([tag, inner]) => code?.getTagValue(tag, inner)),
    expected,
  )
})

reads('whatever the seller, number, amount and day: the code on the page, read by others, is the invoice', async () => {
  for (const invoice of randomInvoices(60)) {
    const text = scanText(await render(invoice))
    assert.ok(text, `no code is to be seen on ${invoice.number}`)
    const { merchant, ...payment } = readPayNow(text)
    assert.deepEqual(payment, paymentOf(invoice))
    assert.match(merchant ?? '', /^[\x20-\x7e]{1,25}$/)
  }
})

const unpayable: [string, Partial<PrintedInvoice>][] = [
  ['is paid', { status: 'paid', amount_paid_cents: 130_800, amount_due_cents: 0 }],
  ['is void', { status: 'void' }],
  ['is in another currency', { currency: 'USD' }],
  ['has a seller without a UEN', { seller: { ...kaki, uen: null } }],
  ['has a number that a code cannot carry', { number: '发票-1' }],
]
for (const [reason, changes] of unpayable)
  reads(`prints no PayNow code when the invoice ${reason}`, async () => {
    const pdf = await render(invoiceOf([{}], changes))
    assert.doesNotMatch(textOf(pdf), /PayNow/)
    assert.equal(scan(pdf), null)
  })

reads('says what was paid and what is left', async () => {
  const part = await print(invoiceOf([{}], { amount_paid_cents: 50_000, amount_due_cents: 80_800 }))
  assert.match(part, /Paid +−500\.00\s+Amount due +808\.00/)
  const paid = await print(invoiceOf([{}], { status: 'paid', amount_paid_cents: 130_800, amount_due_cents: 0 }))
  assert.match(paid, /Paid\s[^]*SGD 1,308\.00/)
})

reads('marks a void invoice with the day in Singapore and the reason', async () => {
  const text = await print(
    invoiceOf([{}], { status: 'void', voided_at: '2026-12-02T17:00:00Z', void_reason: 'Billed to the wrong company' }),
  )
  assert.match(text, /VOID since 3 Dec 2026\.[^]*Reason: Billed to the wrong company/)
})

reads('tells the customer what GST to account for', async () => {
  const phones = { gst_code: 'SRCA-S', amount_cents: 1_600_050, quantity: '20' } as const
  const customer_accounting = { gst_rate_bp: 900, taxable_cents: 1_600_050, gst_cents: 144_005 }
  const text = await print(invoiceOf([phones, { amount_cents: 6_000 }], { customer_accounting }))
  assert.match(text, /Customer accounting \(SRCA-S\) on 16,000\.50 +0\.00/)
  assert.match(text, /customer must account for GST of\s+SGD 1,440\.05 \(9% on 16,000\.50\)/)
})

reads('prints markup as the text that it is', async () => {
  const markup = ['#panic("x")', '*bold*', '@label', '$x$', '\\', '= Title', '`raw`', '#sys.inputs', '<a>', '"{}"']
  const text = await print(invoiceOf([{ description: markup.join(' ') }], { notes: markup.join('\n') }))

  assert.ok(text.includes('#panic("x") *bold* @label $x$ \\ = Title `raw`'), text)
  for (const piece of markup)
    assert.ok(
      text.split('\n').some((line) => line.trim().endsWith(piece)),
      piece,
    )
})

reads('prints Chinese and Tamil names, and takes emoji, controls and broken characters', async () => {
  const text = await print(
    invoiceOf([{ description: 'Beans 🎂 한\ud800 \u0000\u202eend\tx' }], {
      buyer: { ...tanjong, name: '陈氏企业 முருகன்' },
    }),
  )
  assert.match(text, /陈氏企业 முருகன்/)
  assert.match(text, /Beans +□□? +end x/)
})

reads('keeps words of any length on the page', async () => {
  const word = 'W'.repeat(1_000)
  const buyer = { ...tanjong, name: 'B'.repeat(200), address: { ...tanjong.address, line1: 'L'.repeat(200) } }
  const pdf = await render(invoiceOf([{ description: word }], { buyer, reference: 'R'.repeat(100), notes: word }))
  const right_edges = poppler('pdftotext', ['-bbox', '-', '-'], pdf)
    .toString()
    .matchAll(/xMax="([\d.]+)"/g)

  assert.ok(Math.max(...Array.from(right_edges, ([, edge]) => Number(edge))) < 540)
  assert.equal(textOf(pdf).replaceAll(/[^W]/g, '').length, 2_000)
})

reads('repeats the head of 500 lines on each page and loses none', async (t) => {
  const lines = Array.from({ length: 500 }, (_, i) => ({ description: `Item ${i + 1}.`, amount_cents: 100 + i }))
  const started = performance.now()
  const pdf = await render(invoiceOf(lines))
  const pages = pagesOf(pdf)

  t.diagnostic(`500 lines: ${pages.length} pages, ${kilobytes(pdf)} KB, ${(performance.now() - started).toFixed(0)} ms`)
  pages.forEach((page, i) =>
    assert.match(page, new RegExp(`Description +Quantity[^]*Page ${i + 1} of ${pages.length}`)),
  )
  assert.deepEqual(
    pages.join('').match(/Item \d+\./g),
    lines.map((line) => line.description),
  )
})

reads('never leaves the totals alone on a page', async () => {
  for (let count = 16; count < 26; count++) {
    const pages = pagesOf(await render(invoiceOf(Array.from({ length: count }, () => ({})))))
    const last = pages.find((page) => page.includes('Total payable'))
    assert.match(last ?? '', /Website care[^]*Subtotal/, `${count} lines`)
  }
})

reads('is tagged PDF/A-3a with its fonts inside', async () => {
  const pdf = await render(invoiceOf())
  assert.match(
    poppler('pdfinfo', ['-'], pdf).toString(),
    /Title: +Tax Invoice INV-2026-000123[^]*Author: +Kopi Kaki[^]*Tagged: +yes/,
  )
  assert.match(Buffer.from(pdf).toString('latin1'), /pdfaid:part>3<[^]*pdfaid:conformance>A</)
  assert.match(Buffer.from(pdf).toString('latin1'), /\/Lang ?\(en-SG\)/)
  const fonts = poppler('pdffonts', ['-'], pdf).toString().trim().split('\n').slice(2)
  assert.equal(fonts.length, 2)
  for (const font of fonts) assert.match(font, /^[A-Z]{6}\+Inter.* yes yes yes/)
})

test('gives the same bytes for the same invoice, whichever worker makes it', async () => {
  const other = createTypst(invoiceTypst)
  const again = await renderInvoicePdf(other, invoiceOf())
  await other.close()
  assert.deepEqual(await render(invoiceOf()), again)
})

const kilobytes = (pdf: Uint8Array) => (pdf.length / 1024).toFixed(1)

test('is small and quick', async (t) => {
  const times: number[] = []
  for (let n = 0; n < 25; n++) {
    const lines = [1, 2, 3].map((i) => ({ description: `Item ${i} of ${n}`, amount_cents: 1_000 * i + n }))
    const started = performance.now()
    const pdf = await render(invoiceOf(lines, { number: `INV-2026-${n}`, notes: 'Thank you.' }))
    times.push(performance.now() - started)
    assert.ok(pdf.length < 100 * 1024)
    if (n === 24)
      t.diagnostic(`3 lines: ${kilobytes(pdf)} KB, median ${times.sort((a, b) => a - b)[12]!.toFixed(1)} ms`)
  }
})
