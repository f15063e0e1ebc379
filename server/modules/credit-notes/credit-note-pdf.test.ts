import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, startApp } from '#test/support.ts'

const app = await startApp()
const { signUp } = app
const skip = spawnSync('pdftotext', ['-v']).error ? 'poppler-utils is not installed: the page is not read back' : false

async function issued(lines: object[]) {
  const seller = await signUp()
  const buyer = { name: 'Tanjong Design LLP', address, gst_reg_no: 'M90312345A' }
  const { body: customer } = await seller.post('/customers', buyer)
  const post = (path: string, body: object = {}) => seller.post(path, body, { key: randomUUID() })
  const { body: invoice } = await post('/invoices', { customer_id: customer.id, lines })
  const textOf = async (path: string) => {
    const { headers, bytes: input = '' } = await seller.get(path)
    assert.equal(headers['content-type'], 'application/pdf')
    return spawnSync('pdftotext', ['-layout', '-', '-'], { input }).stdout.toString().replaceAll('\u00a0', ' ')
  }
  return { seller, customer, invoice, post, textOf }
}

test('a credit note prints every particular of regulation 12, and the reason', { skip }, async () => {
  const { invoice, post, textOf } = await issued([
    { description: 'Roasted beans', quantity: '24', unit: 'kg', unit_price_cents: 5_000 },
    { description: 'Workshop abroad', quantity: '1', unit_price_cents: 50_000, gst_code: 'ZR' },
  ])
  await post('/payments', { invoice_id: invoice.id, amount_cents: 180_800, method: 'paynow' })
  const lines = [
    { position: 1, quantity: '2.5' },
    { position: 2, amount_cents: 10_000 },
  ]
  const { body: note } = await post('/credit-notes', { invoice_id: invoice.id, reason: 'Two bags were wet', lines })
  const text = await textOf(`/credit-notes/${note.id}/pdf`)
  for (const words of [
    /Credit Note/,
    /CN-2026-00001/,
    /Issue date[^]*22 Nov 2026/,
    /GST Reg No\.[^]*Tanjong Design LLP[^]*GST Reg No\. M90312345A/,
    /Tax invoice[^]*Of[^]*INV-2026-00001[^]*22 Nov 2026/,
    /Roasted beans +2\.5 kg +SR 9% +125\.00/,
    /Workshop abroad +ZR 0% +100\.00/,
    /Subtotal, excl\. GST +225\.00/,
    /GST 9% \(SR\) on 125\.00 +11\.25/,
    /Zero-rated \(ZR\), GST 0% on 100\.00 +0\.00/,
    /Total credited, incl\. GST +SGD 236\.25/,
    /Kept as your credit +236\.25/,
    /Two bags were wet/,
  ])
    assert.match(text, words)
  assert.doesNotMatch(text, /Amount due|PayNow/)
})

test('a debit note names the invoice that it adds to, why, and that it is a tax invoice', { skip }, async () => {
  const { invoice, post, textOf } = await issued([{ description: 'Work', quantity: '1', unit_price_cents: 50_000 }])
  const extra = [{ description: 'Two more hours', quantity: '2', unit: 'hour', unit_price_cents: 10_000 }]
  const { body: note } = await post(`/invoices/${invoice.id}/debit-notes`, { reason: 'Hours left out', lines: extra })
  const text = await textOf(`/invoices/${note.id}/pdf`)
  for (const words of [
    /Debit Note[^]*Tax Invoice[^]*DN-2026-00001/,
    /INV-2026-00001/,
    /Reason[^]*Hours left out/,
    /Two more hours +2 hour +100\.00 +SR 9% +200\.00/,
    /Total payable, incl\. GST +SGD 218\.00/,
    /Pay with PayNow/,
  ])
    assert.match(text, words)
})

test(
  'a receipt says what came in, what it settled and what is left, and that it was taken back',
  { skip },
  async () => {
    const { invoice, customer, post, textOf } = await issued([
      { description: 'Work', quantity: '1', unit_price_cents: 50_000 },
    ])
    const { body: payment } = await post('/payments', {
      customer_id: customer.id,
      amount_cents: 60_000,
      allocations: [{ invoice_id: invoice.id, amount_cents: 40_000 }],
      method: 'bank_transfer',
      reference: 'FT26112200042',
    })
    const text = await textOf(`/payments/${payment.id}/receipt`)
    for (const words of [
      /Receipt/,
      new RegExp(`R-${payment.id.slice(-8).toUpperCase()}`),
      /Received from[^]*Tanjong Design LLP/,
      /Date[^]*22 Nov 2026/,
      /Method[^]*Bank transfer/,
      /Reference[^]*FT26112200042/,
      /INV-2026-00001 +545\.00 +145\.00 +400\.00/,
      /Set against invoices +400\.00/,
      /Kept as your credit +200\.00/,
      /Total received +SGD 600\.00/,
      /Still due on all your invoices +145\.00/,
    ])
      assert.match(text, words)
    await post(`/payments/${payment.id}/reverse`, { reason: 'The bank called it back' })
    assert.match(
      await textOf(`/payments/${payment.id}/receipt`),
      /VOID since[^]*taken back\.[^]*The bank called it back/,
    )
  },
)
