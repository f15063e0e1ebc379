import type { StatementLine } from '#modules/statements/schemas.ts'

export const lineWords: Record<StatementLine['kind'], string> = {
  invoice: 'Invoice',
  debit_note: 'Debit note',
  credit_note: 'Credit note',
  payment: 'Payment',
  payment_reversed: 'Payment taken back',
  refund: 'Refund',
  invoice_voided: 'Invoice voided',
  written_off: 'Written off',
}
