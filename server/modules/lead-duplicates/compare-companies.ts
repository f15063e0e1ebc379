import { fold, normalizeCompany } from '#modules/leads/rules.ts'
import { isMisspelt, isOneSlip, soundAlike } from './spelling.ts'

/** `close`: one name is short for the other, or written with slips. */
export type CompanyMatch = 'same' | 'close' | 'different'

export type CompanyName = {
  /** Each name it goes by, without legal form and spaces. */
  keys: readonly string[]
  /** The words of each of those names. */
  words: readonly (readonly string[])[]
}

const aliasPattern =
  /\b(?:t\/a|trading as|doing business as|d\/b\/a|dba|formerly(?: known)?(?: as)?|f\.?k\.?a\.?|a\.?k\.?a\.?|owner of|operator of)\b|[()|]/i

/** Words that say the form or the country of a company, not which it is. */
const noise = new Set(
  'pte private pvt ltd limited llp llc lp inc incorporated corp corporation co company sdn bhd plc gmbh the singapore asia sg s spore and group of'.split(
    ' ',
  ),
)
const shortForms: Record<string, string> = {
  intl: 'international',
  engrg: 'engineering',
  engg: 'engineering',
  eng: 'engineering',
  svcs: 'services',
  svc: 'services',
  service: 'services',
  mgmt: 'management',
  mgt: 'management',
  mfg: 'manufacturing',
  tech: 'technology',
  technologies: 'technology',
  solution: 'solutions',
  soln: 'solutions',
  trdg: 'trading',
  const: 'construction',
  constr: 'construction',
  assoc: 'associates',
  bros: 'brothers',
  ent: 'enterprise',
  enterprises: 'enterprise',
  dev: 'development',
  ind: 'industries',
  industry: 'industries',
  food: 'foods',
  system: 'systems',
  consultants: 'consulting',
  consultancy: 'consulting',
  centre: 'center',
  st: 'saint',
}

export function companyName(text: string): CompanyName {
  const names = text
    .split(aliasPattern)
    .map(wordsOf)
    .filter((words) => words.length > 0)
  const all = names.length ? names : [[normalizeCompany(text) ?? fold(text)]]
  return { words: all, keys: all.map((words) => words.join('')) }
}

function wordsOf(text: string): string[] {
  const plain = fold(text)
    .replace(/\bs['’]?pore\b/g, ' ')
    .replace(/[.'’]/g, '')
    .replace(/&/g, ' and ')
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  const telling = words.filter((word) => !noise.has(word))
  return telling.map((word) => shortForms[word] ?? word)
}

export function compareCompanies(a: CompanyName, b: CompanyName): CompanyMatch {
  if (a.keys.some((key) => b.keys.includes(key))) return 'same'
  return a.words.some((one) => b.words.some((other) => areClose(one, other))) ? 'close' : 'different'
}

function areClose(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (numbersOf(a) !== numbersOf(b)) return false
  if (a.toSorted().join() === b.toSorted().join()) return true
  if (isOneSlip(a.join(''), b.join('')) && isMisspelt(a.join(''), b.join(''))) return true
  if (isAcronym(short, long)) return true
  if (a.length === b.length && a.length > 1) {
    const other = a.map((word, i) => [word, b[i]!] as const).filter(([x, y]) => x !== y)
    return other.every(([x, y]) => isMisspelt(x, y) || soundAlike(x, y) || isCut(x, y))
  }
  // “Orchid Foods” is short for “Orchid Foods Trading”; “Orchid” alone may be any of its sisters.
  return (
    short.length >= 2 &&
    long.length === short.length + 1 &&
    short.every((word, i) => long[i] === word) &&
    !isSister(long.at(-1)!)
  )
}

const numbersOf = (words: readonly string[]) => words.filter((word) => /\d/.test(word)).join()

/** “Mgmt” for “Management”, “Tech” for “Technology”: a word cut off. */
const isCut = (x: string, y: string): boolean =>
  Math.min(x.length, y.length) >= 3 && (x.startsWith(y) || y.startsWith(x))

function isAcronym(short: readonly string[], long: readonly string[]): boolean {
  const letters = short.join('')
  return (
    short.length <= 2 && letters.length >= 3 && long.length >= 3 && letters === long.map((word) => word[0]).join('')
  )
}

/** What companies of one family put behind their common name. */
const sisters = new Set(
  'holdings holding capital ventures investments investment properties property logistics trading manufacturing retail foundation academy international services malaysia indonesia thailand vietnam hongkong philippines north south east west'.split(
    ' ',
  ),
)
const isSister = (word: string) => sisters.has(word)
