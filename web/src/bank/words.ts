import type { BankReason, BankTransaction } from '#web/bank/queries.ts'

type Tone = 'good' | 'weak' | 'bad'

/** A chip for each reason: a few words, with the sentence of the server behind it. */
const chips: Record<BankReason['code'], readonly [Tone, string]> = {
  reference: ['good', 'Invoice number'],
  reference_mangled: ['good', 'Number, mistyped'],
  reference_partial: ['weak', 'Part of the number'],
  exact_amount: ['good', 'Exact amount'],
  several_invoices: ['good', 'Invoices add up'],
  less_fee: ['good', 'Less a bank charge'],
  part_payment: ['weak', 'Part payment'],
  overpaid: ['weak', 'Overpaid'],
  payer_account: ['good', 'Known account'],
  payer_uen: ['good', 'UEN'],
  payer_name: ['good', 'Payer’s name'],
  payer_history: ['good', 'Paid before'],
  payer_in_text: ['good', 'Name in the text'],
  payer_cut: ['good', 'Name, cut off'],
  payer_unsure: ['weak', 'Name, perhaps'],
  payer_other: ['bad', 'Another payer'],
  before_issue: ['bad', 'Before the invoice'],
  paid_already: ['bad', 'Already paid'],
  unknown_reference: ['bad', 'Unknown number'],
  duplicate: ['bad', 'Sent twice?'],
  doubtful_amount: ['bad', 'Amount in doubt'],
  several_explanations: ['bad', 'More than one fits'],
}

export const chipOf = ({ code }: BankReason) => chips[code]

/** Who the money seems to come from, in as few words as the line allows. */
export const sourceOf = ({ payer_name, description, reference }: BankTransaction) =>
  payer_name ?? (description || reference || 'No text')

export const listed = (numbers: string[]): string =>
  numbers.length > 2 ? `${numbers.slice(0, 2).join(', ')} and ${numbers.length - 2} more` : numbers.join(' and ')
