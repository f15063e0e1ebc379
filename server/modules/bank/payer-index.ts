import { bareWords, isLegalWord, titles, wordsOf } from './normalize-payer.ts'
import type { Reason } from './rules.ts'

/** Whom the matcher knows, and how they paid before. */
export type KnownPayer = {
  customer_id: string
  name: string
  uen: string | null
  /** Names and accounts that earlier money of this customer came under. */
  payer_names: string[]
  payer_accounts: string[]
}

export type Payment = {
  description: string
  reference: string | null
  payer_name: string | null
  payer_account: string | null
}

/** Who may have paid. Weak: the name goes on otherwise, or is cut off so that others fit as well. */
export type FoundPayer = { customer_id: string; is_strong: boolean; reason: Reason }
export type PayerIndex = { find(payment: Payment): FoundPayer[]; nameOf(customer_id: string): string }

type Name = { customer_id: string; bare: string[]; full: string; is_own: boolean }

/** The shortest beginning of a name that says who it is. */
const shortestCut = 10

export function indexPayers(payers: KnownPayer[]): PayerIndex {
  const names = payers.flatMap(({ customer_id, name, payer_names }) =>
    [name, ...payer_names].map((text, i): Name => nameOf(customer_id, text, i === 0)),
  )
  const byAccount = group(
    payers.flatMap((payer) => payer.payer_accounts.map((account) => [compact(account), payer] as const)),
  )
  const byUen = group(payers.flatMap((payer) => (payer.uen ? [[compact(payer.uen), payer] as const] : [])))
  const byBare = group(names.map((name) => [name.bare.join(''), name] as const))
  const byFirstWord = group(names.map((name) => [name.bare[0] ?? '', name] as const))
  const sorted = names.toSorted((a, b) => (a.full < b.full ? -1 : a.full > b.full ? 1 : 0))
  const ownNames = new Map(payers.map(({ customer_id, name }) => [customer_id, name]))

  function find({ description, reference, payer_name, payer_account }: Payment): FoundPayer[] {
    const accounts = payer_account ? (byAccount.get(compact(payer_account)) ?? []) : []
    if (accounts.length > 0)
      return accounts.map(({ customer_id }) =>
        strong(customer_id, 'payer_account', 'This account paid for them before'),
      )
    const text = `${description} ${reference ?? ''} ${payer_name ?? ''}`
    const uens = (text.toUpperCase().match(uenPattern) ?? []).flatMap((uen) => byUen.get(uen) ?? [])
    if (uens.length > 0)
      return uens.map(({ customer_id }) => strong(customer_id, 'payer_uen', 'Their UEN is in the text'))
    const named = payer_name ? byName(payer_name) : []
    return named.length > 0 ? named : inText(wordsOf(`${description} ${reference ?? ''}`))
  }

  function byName(text: string): FoundPayer[] {
    const words = wordsOf(text)
    const cut = words.join('')
    const exact = (byBare.get(bareWords(words).join('')) ?? []).map((name) => foundBy(name, 'payer_name'))
    const longer = cut.length < shortestCut ? [] : beginningWith(cut)
    if (exact.length === 0) return cutOff(longer)
    // Cut off just behind a word, the name of one company may be the beginning of another's.
    const others = longer.filter(({ customer_id }) => !exact.some((payer) => payer.customer_id === customer_id))
    const may_be_cut = others.length > 0 && isCutLength(text) && !words.some(isLegalWord)
    return may_be_cut ? weakened([...exact, ...cutOff(others)]) : distinct(exact)
  }

  function beginningWith(cut: string): Name[] {
    const fitting: Name[] = []
    for (let at = firstFrom(sorted, cut); at < sorted.length && sorted[at]!.full.startsWith(cut); at++)
      fitting.push(sorted[at]!)
    return fitting
  }

  function cutOff(fitting: Name[]): FoundPayer[] {
    const found = distinct(
      fitting.map(({ customer_id }) => strong(customer_id, 'payer_cut', 'Their name, cut off by the bank')),
    )
    return found.length === 1 ? found : weakened(found)
  }

  /** The longest name that stands in the text; what follows it must not make it somebody else's. */
  function inText(words: string[]): FoundPayer[] {
    let best: { names: Name[]; weight: number; at: number; size: number; is_cut: boolean } | undefined
    for (let at = 0; at < words.length; at++)
      for (const name of byFirstWord.get(words[at]!) ?? []) {
        const different = name.bare.findIndex((word, i) => words[at + i] !== word)
        const is_cut = different > 0 && isBeginning(words[at + different], name.bare[different]!)
        if (different !== -1 && !is_cut) continue
        const size = is_cut ? different : name.bare.length
        const weight = size + (is_cut ? 0.5 : 0)
        if (!best || weight > best.weight) best = { names: [name], weight, at, size, is_cut }
        else if (weight === best.weight) best.names.push(name)
      }
    if (!best) return []
    const { names: fitting, is_cut, at, size } = best
    const length = words.slice(at, at + size).join('').length
    if (is_cut) return length < shortestCut - 2 ? [] : cutOff(fitting)
    const found = distinct(fitting.map((name) => foundBy(name, 'payer_in_text')))
    const ends = words[at + size] === undefined || isLegalWord(words[at + size]!)
    const is_whole = ends || (size > 1 && length >= 8 && !words.slice(at + size, at + size + 4).some(isLegalWord))
    return is_whole && startsThere(words, at) ? found : weakened(found)
  }

  return { find, nameOf: (customer_id) => ownNames.get(customer_id) ?? 'another customer' }
}

const weakened = (found: FoundPayer[]) => distinct(found.slice(0, 5).map((payer) => ({ ...payer, is_strong: false })))

/** Banks keep 20 or 35 letters of a name; the last may have been a space. */
const isCutLength = (text: string) => [18, 19, 20, 33, 34, 35].includes(text.trim().length)

const isBeginning = (word: string | undefined, whole: string) =>
  word !== undefined && word.length >= 2 && whole.startsWith(word)

const bankWords = new Set(
  'FROM BY PAYMENT PAY TRANSFER TRF TRSF CREDIT PAYNOW FAST GIRO SENDER REMITTER PAYER OTHR IBG INWARD DEPOSIT COLL ORD ORDP MEPS FUND FUNDS VIA FOR RECEIPT UEN TT'.split(
    ' ',
  ),
)

/** What stands in front is the bank's, not the beginning of a longer name. */
function startsThere(words: string[], at: number): boolean {
  const before = words[at - 1]
  return before === undefined || bankWords.has(before) || /\d/.test(before) || titles.has(before)
}

const uenPattern = /\b(?:\d{8,9}[A-Z]|[TSR]\d{2}[A-Z]{2}\d{4}[A-Z])\b/g
const compact = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '')
const nameOf = (customer_id: string, text: string, is_own: boolean): Name => {
  const words = wordsOf(text)
  return { customer_id, bare: bareWords(words), full: words.join(''), is_own }
}

const strong = (customer_id: string, code: Reason['code'], detail: string): FoundPayer => ({
  customer_id,
  is_strong: true,
  reason: { code, detail },
})

function foundBy({ customer_id, is_own }: Name, where: 'payer_name' | 'payer_in_text'): FoundPayer {
  return is_own
    ? strong(customer_id, where, where === 'payer_name' ? 'The payer has their name' : 'Their name is in the text')
    : strong(customer_id, 'payer_history', 'This payer paid for them before')
}

const distinct = (found: FoundPayer[]) => [...new Map(found.map((payer) => [payer.customer_id, payer])).values()]

function group<T>(entries: (readonly [string, T])[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const [key, value] of entries) {
    const list = groups.get(key)
    if (list) list.push(value)
    else groups.set(key, [value])
  }
  return groups
}

function firstFrom(sorted: Name[], text: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]!.full < text) low = middle + 1
    else high = middle
  }
  return low
}
