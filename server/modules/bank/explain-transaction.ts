import { findReferences, type FoundReference } from './find-references.ts'
import type { InvoiceIndex, NumberedInvoice } from './invoice-index.ts'
import type { FoundPayer, PayerIndex, Payment } from './payer-index.ts'
import { type Amounts, because, type Doubts, type Proposal, type Reason, type ReferenceKind } from './rules.ts'
import { sumsTo } from './sum-of-invoices.ts'

export type Incoming = Payment & {
  id: string
  transaction_date: string
  amount_cents: number
  /** The amount does not fit the balances of its statement. */
  is_doubtful: boolean
}

export type Explained = { proposals: Proposal[]; doubts: Doubts; notes: Reason[]; has_full_reference: boolean }

/** Every way in which open invoices may explain the money, each with its reasons. */
export function explainTransaction(money: Incoming, invoices: InvoiceIndex, payers: PayerIndex): Explained {
  const text = `${money.description} | ${money.reference ?? ''}`
  const references = findReferences(text, invoices)
  const named = references.filter(({ kind, invoices: all }) => kind === 'full' && all.length > 0)
  const full = distinct(named.flatMap((reference) => reference.invoices)).filter(isOpen)
  const paid = distinct(
    references
      .filter(({ kind }) => kind !== 'bare')
      .flatMap((reference) => (reference.invoices.length === 1 ? reference.invoices : [])),
  ).filter((invoice) => !isOpen(invoice))
  const found = payers.find(money)
  const doubts: Doubts = {
    is_doubtful: money.is_doubtful,
    is_duplicate: false,
    names_paid: paid.length > 0,
    names_unknown: references.some(({ invoices: all }) => all.length === 0),
  }
  const about: About = { money, full, names_fee: feeWords.test(text), invoices, payers, found, references }
  const proposals = [...byNumber(about), ...byLooseNumber(about), ...byPayer(about), ...byAmount(about)]
  return {
    proposals: withoutRepeats(proposals),
    doubts,
    notes: paid.map(({ number }) => because('paid_already', `Nothing is due on ${number} any more`)),
    has_full_reference: full.length > 0,
  }
}

type About = {
  money: Incoming
  full: NumberedInvoice[]
  names_fee: boolean
  invoices: InvoiceIndex
  payers: PayerIndex
  found: FoundPayer[]
  references: FoundReference[]
}

const feeWords = /\b(CHGS?|CHARGES?|COMM|FEES?|TT|OUR|SHA|BEN|CABLE|AGENT|REMIT(TANCE)?|TELEGRAPHIC|SWIFT|OVERSEAS)\b/i
const most = { fee_cents: 6_000, fee_share: 0.1, over_times: 2 }
const isOpen = (invoice: NumberedInvoice) => invoice.amount_due_cents > 0
const dueOn = (invoices: NumberedInvoice[]) => invoices.reduce((sum, invoice) => sum + invoice.amount_due_cents, 0)
const distinct = <T>(items: T[]) => [...new Set(items)]

/** Invoices whose number was written with its year: all of them, one of them, or with others of the same customer. */
function byNumber(about: About): Proposal[] {
  const { full, money, invoices } = about
  return [...Map.groupBy(full, ({ customer_id }) => customer_id).values()].flatMap((named) => {
    const due = dueOn(named)
    const all = proposalOf(about, named, 'full')
    const single = named.length > 1 ? named.filter((invoice) => invoice.amount_due_cents === money.amount_cents) : []
    if (due >= money.amount_cents) return [all, ...single.map((invoice) => proposalOf(about, [invoice], 'full'))]
    const others = invoices.openOf(named[0]!.customer_id).filter((invoice) => !named.includes(invoice))
    const rest = money.amount_cents - due
    const one = others.filter((invoice) => invoice.amount_due_cents === rest).map((invoice) => [invoice])
    const sums = sumsTo(
      others.map((invoice) => invoice.amount_due_cents),
      rest,
    )
    const more = [...one, ...sums.found.map((places) => places.map((at) => others[at]!))]
    const is_only_sum = more.length === 1 && sums.is_complete
    return [all, ...more.map((added) => proposalOf(about, [...named, ...added], 'full', is_only_sum))]
  })
}

/** Numbers without a year, or cut off: only where the amount then is right. */
function byLooseNumber(about: About): Proposal[] {
  const { references, money, full } = about
  const loose = references.filter(({ kind, invoices }) => kind !== 'full' && invoices.some(isOpen))
  const kindOf = (some: FoundReference[]): ReferenceKind =>
    (['bare', 'partial', 'short'] as const).find((kind) => some.some((reference) => reference.kind === kind)) ?? 'full'
  const singles = loose.flatMap((reference) =>
    reference.invoices
      .filter((invoice) => invoice.amount_due_cents === money.amount_cents)
      .map((invoice) => proposalOf(about, [invoice], reference.kind)),
  )
  const clear = loose.filter(({ invoices, kind }) => kind !== 'bare' && invoices.filter(isOpen).length === 1)
  const together = distinct([...full, ...clear.flatMap(({ invoices }) => invoices.filter(isOpen))])
  const is_sum = together.length > 1 && together.length > full.length && dueOn(together) === money.amount_cents
  const is_one_customer = new Set(together.map(({ customer_id }) => customer_id)).size === 1
  return is_sum && is_one_customer
    ? [...singles, proposalOf(about, together, full.length > 0 ? 'full' : kindOf(clear))]
    : singles
}

/** What the customer owes whose money it seems to be. */
function byPayer(about: About): Proposal[] {
  const { money, invoices, found } = about
  return found.flatMap(({ customer_id }) => {
    const open = invoices.openOf(customer_id)
    const exact = open.filter((invoice) => invoice.amount_due_cents === money.amount_cents)
    const sums = sumsTo(
      open.map((invoice) => invoice.amount_due_cents),
      money.amount_cents,
    )
    const is_only_sum = sums.found.length === 1 && sums.is_complete
    const near = open.filter((invoice) =>
      isFee(invoice.amount_due_cents - money.amount_cents, invoice.amount_due_cents),
    )
    const oldest = open.toSorted((a, b) => (a.issue_date < b.issue_date ? -1 : 1))[0]
    const explained = exact.length + sums.found.length + near.length > 0
    return [
      ...exact.map((invoice) => proposalOf(about, [invoice], 'none')),
      ...sums.found.map((places) =>
        proposalOf(
          about,
          places.map((at) => open[at]!),
          'none',
          is_only_sum,
        ),
      ),
      ...near.slice(0, 3).map((invoice) => proposalOf(about, [invoice], 'none')),
      ...(explained || !oldest ? [] : [proposalOf(about, [oldest], 'none')]),
    ]
  })
}

/** Nobody is named at all: an amount that few invoices have is at least worth a look. */
function byAmount(about: About): Proposal[] {
  const { money, invoices, found, references } = about
  if (found.length > 0 || references.length > 0 || money.payer_name) return []
  const same = invoices.due(money.amount_cents)
  return same.length > 3 ? [] : same.map((invoice) => proposalOf(about, [invoice], 'none'))
}

const isFee = (missing: number, due: number) =>
  missing > 0 && missing <= most.fee_cents && missing <= due * most.fee_share

function proposalOf(about: About, chosen: NumberedInvoice[], reference: ReferenceKind, is_only_sum = true): Proposal {
  const { money, full, found, payers, names_fee } = about
  const customer_id = chosen[0]!.customer_id
  const due = dueOn(chosen)
  const missing = due - money.amount_cents
  const is_fee = chosen.length === 1 && isFee(missing, due) && (names_fee || missing % 100 === 0)
  const amounts: Amounts =
    missing === 0 ? (chosen.length > 1 ? 'sum' : 'exact') : missing < 0 ? 'over' : is_fee ? 'fee' : 'part'
  const fee_cents = amounts === 'fee' ? missing : 0
  const payer = found.find((one) => one.customer_id === customer_id)
  const other = payer ? undefined : found.find(({ is_strong }) => is_strong)
  const is_far_over = money.amount_cents > due * most.over_times
  const is_before_issue = chosen.some(({ issue_date }) => issue_date > money.transaction_date)
  const reasons: (Reason | undefined)[] = [
    referenceReason(reference, chosen),
    amountReason(amounts, chosen.length, due, missing),
    payer && (payer.is_strong ? payer.reason : because('payer_unsure', 'The name may be theirs, or another’s')),
    other && because('payer_other', `It comes from ${payers.nameOf(other.customer_id)}`),
    is_before_issue ? because('before_issue', 'The money came before the invoice was issued') : undefined,
    is_far_over ? because('doubtful_amount', 'It is more than twice what is due') : undefined,
  ]
  return {
    customer_id,
    invoices: allocate(chosen, money.amount_cents + fee_cents),
    fee_cents,
    amounts,
    reference,
    payer: payer ? (payer.is_strong ? 'strong' : 'weak') : other ? 'other' : 'unknown',
    covers_references: full.every((invoice) => chosen.includes(invoice)),
    is_only_sum,
    names_fee,
    is_before_issue,
    is_far_over,
    reasons: reasons.filter((reason) => reason !== undefined),
  }
}

/** From the oldest on, until the money is used. */
function allocate(chosen: NumberedInvoice[], amount_cents: number): Proposal['invoices'] {
  let left = amount_cents
  const inOrder = chosen.toSorted((a, b) =>
    a.issue_date === b.issue_date ? (a.number < b.number ? -1 : 1) : a.issue_date < b.issue_date ? -1 : 1,
  )
  return inOrder.flatMap(({ id, amount_due_cents }) => {
    const part = Math.min(left, amount_due_cents)
    left -= part
    return part > 0 ? [{ id, amount_cents: part }] : []
  })
}

function referenceReason(kind: ReferenceKind, chosen: NumberedInvoice[]): Reason | undefined {
  const numbers = chosen.map(({ number }) => number).join(', ')
  if (kind === 'none') return undefined
  if (kind === 'full') return because('reference', `The text names ${numbers}`)
  if (kind === 'short') return because('reference_mangled', `The text names a number that reads as ${numbers}`)
  return because('reference_partial', `A part of ${numbers} is in the text`)
}

const money = (cents: number) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`

function amountReason(amounts: Amounts, count: number, due: number, missing: number): Reason {
  const details: Record<Amounts, Reason> = {
    exact: because('exact_amount', `Just ${money(due)} is due`),
    sum: because('several_invoices', `${count} invoices add up to ${money(due)}`),
    fee: because('less_fee', `${money(due)} is due; ${money(missing)} less looks like the charge of a bank`),
    part: because('part_payment', `${money(due)} is due, ${money(missing)} more than came in`),
    over: because('overpaid', `Only ${money(due)} is due; ${money(-missing)} would be left as credit`),
  }
  return details[amounts]
}

/** The same invoices may be found in several ways; the best reference counts. */
function withoutRepeats(proposals: Proposal[]): Proposal[] {
  const rank = { full: 4, short: 3, partial: 2, bare: 1, none: 0 }
  const best = new Map<string, Proposal>()
  for (const proposal of proposals) {
    const key = proposal.invoices
      .map(({ id }) => id)
      .toSorted()
      .join(' ')
    const before = best.get(key)
    if (!before || rank[proposal.reference] > rank[before.reference]) best.set(key, proposal)
  }
  return [...best.values()]
}
