import type { PrintedInvoice } from './invoice-page.ts'
import type { Invoice } from './schemas.ts'

/** Parties and invoices for tests, with made-up UENs. */
export const kaki = {
  name: 'Kopi Kaki Pte. Ltd.',
  uen: '201899901E',
  gst_reg_no: '201899901E',
  email: 'accounts@kopikaki.example',
  address: { line1: '71 Robinson Road', line2: '#14-01', postal_code: '068895', country: 'SG' },
}

export const tanjong = {
  name: 'Tanjong Design LLP',
  uen: '201999902Z',
  gst_reg_no: 'M90312345A',
  email: null,
  address: { line1: '8 Tanjong Pagar Plaza', postal_code: '50450', country: 'MY' },
}

type Line = Partial<Invoice['lines'][number]>

/** An open tax invoice of these lines, its totals in agreement with them unless changed. */
export function invoiceOf(lines: Line[] = [{}], changes: Partial<PrintedInvoice> = {}): PrintedInvoice {
  const printed = lines.map(lineOf)
  const gst_breakdown = groupsOf(printed)
  const subtotal_cents = sum(printed.map((line) => line.amount_cents))
  const gst_amount_cents = sum(gst_breakdown.map((group) => group.gst_cents))
  const total_amount_cents = subtotal_cents + gst_amount_cents
  return {
    id: '01936d6e-0000-7000-8000-000000000001',
    number: 'INV-2026-000123',
    kind: 'tax_invoice',
    status: 'open',
    is_overdue: false,
    customer_id: '01936d6e-0000-7000-8000-000000000002',
    subscription_id: null,
    subscription_ids: [],
    currency: 'SGD',
    issue_date: '2026-11-21',
    tax_point_date: '2026-11-21',
    due_date: '2026-12-21',
    created_at: '2026-11-21T02:00:00Z',
    reference: null,
    notes: null,
    progress: null,
    voided_at: null,
    void_reason: null,
    written_off_at: null,
    write_off_reason: null,
    corrects_invoice_id: null,
    correction_reason: null,
    seller: kaki,
    buyer: tanjong,
    lines: printed,
    gst_breakdown,
    customer_accounting: null,
    corrects: null,
    subtotal_cents,
    gst_amount_cents,
    total_amount_cents,
    amount_paid_cents: 0,
    amount_credited_cents: 0,
    amount_written_off_cents: 0,
    amount_due_cents: total_amount_cents,
    ...changes,
  }
}

function lineOf(line: Line, position: number): Invoice['lines'][number] {
  return {
    position,
    description: 'Website care',
    quantity: '1',
    unit: null,
    unit_price_cents: line.amount_cents ?? 120_000,
    discount_cents: 0,
    service_from_date: null,
    service_to_date: null,
    gst_code: 'SR',
    gst_rate_bp: (line.gst_code ?? 'SR') === 'SR' ? 900 : 0,
    amount_cents: 120_000,
    ...line,
  }
}

function groupsOf(lines: Invoice['lines']): Invoice['gst_breakdown'] {
  return Array.from(
    Map.groupBy(lines, (line) => line.gst_code),
    ([gst_code, members]) => {
      const gst_rate_bp = members[0]!.gst_rate_bp
      const taxable_cents = sum(members.map((line) => line.amount_cents))
      return { gst_code, gst_rate_bp, taxable_cents, gst_cents: Math.round((taxable_cents * gst_rate_bp) / 10_000) }
    },
  )
}

function sum(cents: number[]): number {
  return cents.reduce((total, next) => total + next, 0)
}
