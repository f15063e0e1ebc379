/** Why the matcher thinks what it thinks; shown as a chip, with the detail behind it. */
export type Reason = { code: ReasonCode; detail: string }
export type ReasonCode = (typeof reasonCodes)[number]
export const reasonCodes = [
  'reference',
  'reference_mangled',
  'reference_partial',
  'exact_amount',
  'several_invoices',
  'less_fee',
  'part_payment',
  'overpaid',
  'payer_account',
  'payer_uen',
  'payer_name',
  'payer_history',
  'payer_in_text',
  'payer_cut',
  'payer_unsure',
  'payer_other',
  'before_issue',
  'paid_already',
  'unknown_reference',
  'duplicate',
  'doubtful_amount',
  'several_explanations',
] as const

export function because(code: ReasonCode, detail: string): Reason {
  return { code, detail }
}

/** How the money compares with what is due on the invoices of a proposal. */
export type Amounts = 'exact' | 'sum' | 'fee' | 'part' | 'over'
/** The weakest reference that it needs; none where no number of an invoice was written. */
export type ReferenceKind = 'full' | 'short' | 'partial' | 'bare' | 'none'

/** A way to explain the money, before it is compared with the other ways. */
export type Proposal = {
  customer_id: string
  invoices: { id: string; amount_cents: number }[]
  fee_cents: number
  amounts: Amounts
  reference: ReferenceKind
  /** Whoever paid is known to be this customer, may be, is known to be another one, or is not known. */
  payer: 'strong' | 'weak' | 'other' | 'unknown'
  /** Every open invoice that was named in full is part of it. */
  covers_references: boolean
  /** The sum was found among all that are open, and no other adds up to it. */
  is_only_sum: boolean
  /** The bank's text speaks of charges. */
  names_fee: boolean
  is_before_issue: boolean
  /** So much more than is due that a digit may be wrong. */
  is_far_over: boolean
  reasons: Reason[]
}

/** What holds for the transaction however it is explained. */
export type Doubts = { is_doubtful: boolean; is_duplicate: boolean; names_paid: boolean; names_unknown: boolean }

const points = {
  reference: { full: 50, short: 35, partial: 25, bare: 15, none: 0 },
  amounts: { exact: 30, sum: 25, fee: 20, part: 10, over: 10 },
  payer: { strong: 25, weak: 5, other: -15, unknown: 0 },
}

/** From 0 to 100, for sorting and for showing; what is certain is decided by rules, not by points. */
export function scoreOf(proposal: Proposal, doubts: Doubts): number {
  const { reference, amounts, payer } = points
  const taken = (proposal.is_before_issue ? 10 : 0) + (doubts.is_duplicate ? 25 : 0) + (doubts.is_doubtful ? 25 : 0)
  const sum = reference[proposal.reference] + amounts[proposal.amounts] + payer[proposal.payer]
  return Math.max(0, Math.min(100, sum - taken))
}

const explainsAll = ({ amounts }: Proposal) => amounts === 'exact' || amounts === 'sum'

/** Certain is what a careful bookkeeper would book without asking, and nothing else explains as well. */
export function isCertain(best: Proposal, others: Proposal[], doubts: Doubts): boolean {
  if (doubts.is_doubtful || doubts.is_duplicate || !best.covers_references) return false
  // The payer is known and owes just this elsewhere: then the number may be a slip of the pen.
  if (best.payer !== 'strong' && others.some((other) => other.payer === 'strong' && explainsAll(other))) return false
  const rivals = others.filter((other) => other.customer_id === best.customer_id && explainsAll(other))
  if (best.is_far_over) return false
  if (best.reference === 'full') return isCertainByNumber(best, rivals)
  if (doubts.names_paid || doubts.names_unknown || best.is_before_issue || !explainsAll(best)) return false
  if (best.amounts === 'sum' && !best.is_only_sum) return false
  if (rivals.some((rival) => rival.reference === best.reference)) return false
  if (best.payer === 'strong')
    return others.every(
      (other) => !(other.payer === 'strong' && explainsAll(other) && other.reference === best.reference),
    )
  return best.reference === 'short' && best.payer === 'unknown' && best.amounts === 'exact'
}

function isCertainByNumber(best: Proposal, rivals: Proposal[]): boolean {
  const { amounts, payer, is_only_sum, names_fee } = best
  if (amounts === 'exact') return true
  if (amounts === 'sum') return is_only_sum
  if (rivals.length > 0) return false
  return amounts === 'fee' ? names_fee && payer !== 'other' : payer === 'strong'
}
