import { compareCompanies, type CompanyMatch } from './compare-companies.ts'
import { compareMail, comparePhones, type Mailbox } from './compare-addresses.ts'
import { compareNames, type NameMatch } from './compare-names.ts'
import { identityOf, type Identity, type LeadDetails } from './identity.ts'
import { isMisspelt } from './spelling.ts'

export type Reason = { code: ReasonCode; points: number }
export const reasonCodes = [
  'same_email',
  'same_shared_email',
  'similar_email',
  'same_email_name',
  'different_email',
  'same_phone',
  'same_line',
  'similar_phone',
  'different_phone',
  'same_uen',
  'different_uen',
  'same_company',
  'similar_company',
  'same_domain',
  'different_company',
  'same_name',
  'similar_name',
  'short_name',
  'first_name',
  'same_family_name',
  'different_name',
] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** From this score on two leads are shown as possibly the same. */
export const duplicateFrom = 70

export type Comparison = { score: number; is_duplicate: boolean; reasons: Reason[] }

/**
 * Whether two leads are the same person. What they share adds to the score and what contradicts it takes away: an own
 * mailbox or mobile says almost everything, a company alone nothing, for it has many people.
 */
export function comparePair(one: LeadDetails, other: LeadDetails): Comparison {
  const [a, b] = [identityOf(one), identityOf(other)]
  const name = nameMatch(a, b)
  if (isOtherName(name) && !shareAddress(a, b)) return { score: 0, is_duplicate: false, reasons: [nameReasons[name]] }
  const reasons = [mailReason(a, b, name), phoneReason(a, b, name), companyReason(a, b), nameReasons[name]].filter(
    (reason) => reason !== undefined,
  )
  const sum = reasons.reduce((total, { points }) => total + points, 0)
  const score = Math.max(0, Math.min(100, sum))
  return { score, is_duplicate: score >= duplicateFrom, reasons: reasons.toSorted((x, y) => y.points - x.points) }
}

const isOtherName = (name: NameMatch) => name === 'different' || name === 'family'

/** Without a mailbox or number in common nothing makes up for another name, so nothing else need be looked at. */
const shareAddress = (a: Identity, b: Identity): boolean =>
  (a.mailbox !== null && a.mailbox.canonical === b.mailbox?.canonical) || (a.phone !== null && a.phone === b.phone)

const because = (code: ReasonCode, points: number): Reason => ({ code, points })

const nameReasons: Record<NameMatch, Reason> = {
  same: because('same_name', 45),
  spelt_otherwise: because('similar_name', 42),
  short: because('short_name', 40),
  one_word: because('same_name', 25),
  first_name_only: because('first_name', 15),
  family: because('same_family_name', -25),
  different: because('different_name', -35),
}

function nameMatch(a: Identity, b: Identity): NameMatch {
  const match = compareNames(a.name_words, b.name_words)
  // Where nobody is known the name is the company's, in as many spellings as companies have.
  if (a.names_company && b.names_company)
    return compareCompanies(a.names_company, b.names_company) === 'different' ? 'different' : 'same'
  return match
}

function mailReason(a: Identity, b: Identity, name: NameMatch): Reason | undefined {
  if (!a.mailbox || !b.mailbox) return undefined
  const match = compareMail(a.mailbox, b.mailbox)
  if (match === 'same') return because('same_email', 105)
  if (match === 'same_shared') return because('same_shared_email', 15)
  if (match === 'slip') return because('similar_email', 45)
  if (match === 'same_name_elsewhere') return because('same_email_name', 30)
  if (a.mailbox.is_shared || b.mailbox.is_shared) return undefined
  const bothSayTheName = saysName(a.mailbox, a.name_words) && saysName(b.mailbox, b.name_words)
  if (name === 'different' || name === 'family') return because('different_email', -40)
  if (match === 'different') return a.mailbox.is_free && b.mailbox.is_free ? because('different_email', -5) : undefined
  return because('different_email', bothSayTheName ? -2 : -12)
}

/** Whether an address is made of the name: wm.tan, weiming, tanwm. */
function saysName({ local }: Mailbox, words: readonly string[]): boolean {
  if (/\d/.test(local)) return false
  return words.some(
    (word) =>
      local === word || (word.length > 2 && local.includes(word)) || (local.length > 2 && word.startsWith(local)),
  )
}

function phoneReason(a: Identity, b: Identity, name: NameMatch): Reason | undefined {
  if (!a.phone || !b.phone) return undefined
  const match = comparePhones(a.phone, b.phone)
  if (match === 'same_mobile') return because('same_phone', 105)
  if (match === 'same_line') return because('same_line', 15)
  if (match === 'slip') return because('similar_phone', name === 'different' ? 0 : 4)
  return because('different_phone', -4)
}

function companyReason(a: Identity, b: Identity): Reason | undefined {
  if (a.uen && b.uen) return a.uen === b.uen ? because('same_uen', 30) : because('different_uen', -30)
  const [x, y] = [a.company, b.company]
  const match: CompanyMatch | null = x && y && compareCompanies(x, y)
  if (match === 'same') return because('same_company', 30)
  if (shareDomain(a.mailbox, b.mailbox)) return because('same_domain', 28)
  if (match === 'close') return because('similar_company', 28)
  if (saysCompany(a.mailbox, y) || saysCompany(b.mailbox, x)) return because('same_domain', 25)
  return match ? because('different_company', -20) : undefined
}

const shareDomain = (a: Mailbox | null, b: Mailbox | null): boolean =>
  Boolean(a && b && !a.is_free && a.domain === b.domain)

/** orchidfoods.sg is the domain of Orchid Foods Pte Ltd. */
function saysCompany(mailbox: Mailbox | null, company: Identity['company']): boolean {
  if (!mailbox || mailbox.is_free || !company) return false
  const host = mailbox.domain.split('.')[0]!.replace(/-/g, '')
  return host.length >= 4 && company.keys.some((key) => key === host || isMisspelt(key, host))
}
