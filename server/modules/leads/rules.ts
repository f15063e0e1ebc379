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

/**
 * What fits `searchPattern` fits this too, and the index over every three letters answers it sooner: it reads the list of
 * each three that it is asked for, and a few of them say nearly as much as all. So of several words it is asked for the
 * beginnings of the longest four, and of a long number for its end. Null: there are no three letters in a row.
 */
export function indexPattern(fragment: string): string | null {
  const words = foldFragment(fragment).match(/[\p{L}\p{N}]{3,}/gu) ?? []
  const longest = new Set(words.toSorted((a, b) => b.length - a.length).slice(0, 4))
  const [only, ...more] = words.filter((word) => longest.has(word))
  if (!only) return null
  const asked = more.length
    ? [only, ...more].map((word) => word.slice(0, 3))
    : [/^\d+$/.test(only) ? only.slice(-7) : only]
  return `%${asked.join('%')}%`
}

function foldFragment(fragment: string): string {
  const folded = fold(fragment)
  return /^[+\d][\d\s()-]*$/.test(folded) ? folded.replace(/[\s()-]/g, '') : folded
}
