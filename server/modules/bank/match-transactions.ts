import { explainTransaction, type Explained, type Incoming } from './explain-transaction.ts'
import { indexInvoices, type NumberedInvoice } from './invoice-index.ts'
import { wordsOf } from './normalize-payer.ts'
import { indexPayers, type KnownPayer } from './payer-index.ts'
import { because, isCertain, type Proposal, type Reason, scoreOf } from './rules.ts'

export type Suggestion = {
  customer_id: string
  allocations: { invoice_id: string; amount_cents: number }[]
  /** What a bank kept of the money on its way; the invoice is settled all the same. */
  fee_cents: number
  score: number
  reasons: Reason[]
}

export type Match = {
  transaction_id: string
  standing: 'certain' | 'suggested' | 'none'
  /** The best first; of a certain one it is the only one. */
  suggestions: Suggestion[]
  /** What holds of the money however it is explained. */
  notes: Reason[]
}

export type MatchInput = {
  transactions: Incoming[]
  /** Open ones, and those that somebody might still name by mistake. */
  invoices: NumberedInvoice[]
  payers: KnownPayer[]
  /** Money of the last days that was matched before, to notice what is sent twice. */
  recent?: Omit<Incoming, 'id'>[]
}

const most = { suggestions: 4, duplicate_days: 5, least_score: 30 }

/**
 * Explains money that came in by what customers owe. Whoever names an invoice comes first, so that others are compared
 * with what is then still due; what is certain takes its invoices, and the rest is explained by what remains.
 */
export function matchTransactions({ transactions, invoices, payers, recent = [] }: MatchInput): Match[] {
  const copies = invoices.map((invoice) => ({ ...invoice }))
  const byId = new Map(copies.map((invoice) => [invoice.id, invoice]))
  const index = indexInvoices(copies)
  const people = indexPayers(payers)
  const seen = recent.map((money) => ({ key: keyOf(money), date: money.transaction_date }))
  const sent = Map.groupBy(seen, ({ key }) => key)
  const matches = new Map<string, Match>()

  const explain = (money: Incoming) => {
    const explained = explainTransaction(money, index, people)
    explained.doubts.is_duplicate = isSentTwice(sent.get(keyOf(money)) ?? [], money)
    return explained
  }
  const decide = (money: Incoming, explained: Explained): boolean => {
    const [best, ...others] = ranked(explained)
    if (!best || !isCertain(best, others, explained.doubts)) return false
    for (const { id, amount_cents } of best.invoices) index.settle(byId.get(id)!, amount_cents)
    const suggestions = [suggestionOf(best, explained)]
    matches.set(money.id, { transaction_id: money.id, standing: 'certain', suggestions, notes: explained.notes })
    const key = keyOf(money)
    sent.set(key, [...(sent.get(key) ?? []), { key, date: money.transaction_date }])
    return true
  }

  const incoming = transactions.filter(({ amount_cents }) => amount_cents > 0)
  const inOrder = incoming.toSorted((a, b) =>
    a.transaction_date < b.transaction_date ? -1 : a.transaction_date > b.transaction_date ? 1 : 0,
  )
  const unnamed = inOrder.filter((money) => {
    const explained = explain(money)
    return !explained.has_full_reference || !decide(money, explained)
  })
  const open = unnamed.filter((money) => !decide(money, explain(money)))
  for (const money of open) matches.set(money.id, suggest(money, explain(money)))
  return transactions.map(
    ({ id }) => matches.get(id) ?? { transaction_id: id, standing: 'none', suggestions: [], notes: [] },
  )
}

const ranked = ({ proposals, doubts }: Explained): Proposal[] =>
  proposals.toSorted((a, b) => scoreOf(b, doubts) - scoreOf(a, doubts))

function suggest({ id }: Incoming, explained: Explained): Match {
  const suggestions = ranked(explained)
    .map((proposal) => suggestionOf(proposal, explained))
    .filter(({ score }) => score >= most.least_score)
    .slice(0, most.suggestions)
  return {
    transaction_id: id,
    standing: suggestions.length > 0 ? 'suggested' : 'none',
    suggestions,
    notes: notesOf(explained, suggestions),
  }
}

function suggestionOf(proposal: Proposal, { doubts }: Explained): Suggestion {
  return {
    customer_id: proposal.customer_id,
    allocations: proposal.invoices.map(({ id, amount_cents }) => ({ invoice_id: id, amount_cents })),
    fee_cents: proposal.fee_cents,
    score: scoreOf(proposal, doubts),
    reasons: proposal.reasons,
  }
}

function notesOf({ notes, doubts }: Explained, suggestions: Suggestion[]): Reason[] {
  const more: (Reason | false)[] = [
    doubts.is_duplicate && because('duplicate', 'The same money with the same text came a few days before'),
    doubts.is_doubtful && because('doubtful_amount', 'The amount does not fit the balances of the statement'),
    doubts.names_unknown && because('unknown_reference', 'It names a number that no invoice has'),
    suggestions.length > 1 && because('several_explanations', 'More than one invoice may be meant'),
  ]
  return [...notes, ...more.filter((note) => note !== false)]
}

const keyOf = (money: Omit<Incoming, 'id'>): string =>
  [money.amount_cents, ...wordsOf(`${money.description} ${money.reference ?? ''} ${money.payer_name ?? ''}`)].join(' ')

function isSentTwice(earlier: { date: string }[], { transaction_date }: Incoming): boolean {
  const days = (date: string) => Date.parse(date) / 86_400_000
  return earlier.some(({ date }) => Math.abs(days(transaction_date) - days(date)) <= most.duplicate_days)
}
