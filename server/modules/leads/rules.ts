import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { normalizeNumber } from '#modules/organizations/rules.ts'

type Named = {
  name: string
  email?: string | null
  phone?: string | null
  company?: string | null
  uen?: string | null
}

/** A number as people write it in E.164, +6591234567; without a country code it is Singapore's. Null: it is none. */
export function normalizePhone(text: string): string | null {
  const parsed = parsePhoneNumberFromString(text.replace(/^\s*00(?=[1-9])/, '+'), 'SG')
  return parsed?.isPossible() ? parsed.number : null
}

/** Legal forms and words that say nothing about which company it is. */
const legalForms =
  /\b(pte|private|pvt|ltd|limited|llp|lp|inc|incorporated|corp|corporation|co|company|sdn|bhd|plc|gmbh|the|singapore|asia|sg|s)\b/g

/** What is left of a company's name for comparing: without its legal form, points and spaces. Null: nothing is. */
export function normalizeCompany(text: string): string | null {
  const words = fold(text).replace(/&/g, ' and ').replace(/[.'’]/g, '')
  const plain = words.replace(/[^\p{L}\p{N}]+/gu, ' ')
  return plain.replace(legalForms, ' ').replace(/\s+/g, '') || plain.replace(/\s+/g, '') || null
}

/** Without case, accents and width. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()

/** The columns that follow from others: normal forms for comparing, and the text that the search looks through. */
export function derivedColumns({ name, email, phone, company, uen }: Named) {
  const normal = { uen: uen ? normalizeNumber(uen) : null }
  return {
    ...normal,
    email_normalized: email ? email.trim().toLowerCase() : null,
    name_normalized: fold(name),
    company_normalized: company ? normalizeCompany(company) : null,
    search_text: fold([name, company, email, phone, normal.uen].filter(Boolean).join(' \n ')),
  }
}

/** A fragment as somebody types it, for LIKE against `search_text`; a number also without its spaces. */
export const searchPattern = (fragment: string): string => `%${foldFragment(fragment).replace(/[\\%_]/g, '\\$&')}%`

/** What nearly every lead has: nobody is found by it. */
const everywhere = /\b(pte|ltd|limited|private|llp|com|sg|net|org|www|gmail|hotmail|outlook|yahoo)\b|\+65/g
const mostAsked = 3

/**
 * A few of the three letters in a row that a text holds if it holds the fragment, for an index that reads a list for each
 * of them: digits and other scripts, then where two words meet, then how words begin, for few share them. What is shorter
 * is asked for as their beginning. Null: a single letter, which says nothing but in other scripts.
 */
export function indexedFragments(fragment: string): string[] | null {
  const text = foldFragment(fragment)
  const letters = [...text]
  if (letters.length === 2 || (letters.length === 1 && isOtherScript(text))) return [text]
  if (letters.length < 3) return null
  const common = new Set<number>()
  for (const { index, 0: word } of text.matchAll(everywhere)) {
    const start = [...text.slice(0, index)].length
    for (let i = 0; i < word.length; i++) common.add(start + i)
  }
  const tellingOf = (start: number, three: string): number => {
    if ([0, 1, 2].some((i) => common.has(start + i))) return 0
    if (/\d/.test(three) || isOtherScript(three)) return 4
    if (/^\S[^\p{L}\p{N}]\S$/u.test(three)) return 3
    return /^[\p{L}\p{N}]{3}$/u.test(three) && (start === 0 || letters[start - 1] === ' ') ? 2 : 1
  }
  const threes = letters.slice(2).map((_, start) => letters.slice(start, start + 3).join(''))
  const ranked = threes
    .map((three, start) => ({ three, start, telling: tellingOf(start, three) }))
    // Numbers begin alike and companies stand behind names; words end alike.
    .toSorted((a, b) => b.telling - a.telling || (a.telling > 2 ? b.start - a.start : a.start - b.start))
  const telling = ranked.filter(({ telling }) => telling > 0)
  // Neighbours share two letters, and say little more than one of them.
  const asked: typeof ranked = []
  for (const each of telling)
    if (asked.length < mostAsked && asked.every(({ start }) => Math.abs(start - each.start) > 1)) asked.push(each)
  const enough = asked.length > 1 ? asked : [...telling, ...ranked].slice(0, 2)
  return [...new Set(enough.map(({ three }) => three))]
}

const isOtherScript = (text: string): boolean => /[^\p{ASCII}]/u.test(text)

function foldFragment(fragment: string): string {
  const folded = fold(fragment)
  return /^[+\d][\d\s()-]*$/.test(folded) ? folded.replace(/[\s()-]/g, '') : folded
}
