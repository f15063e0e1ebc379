import { freeMailDomains } from '#modules/lead-rules/free-mail-domains.ts'
import { isMisspelt, isOneSlip } from './spelling.ts'

export type Mailbox = {
  /** Where mail to all spellings of this address ends up. */
  canonical: string
  local: string
  domain: string
  /** Of a whole company or department: says nothing of who wrote. */
  is_shared: boolean
  is_free: boolean
}

const free = new Set(freeMailDomains)
const gmail = new Set(['gmail.com', 'googlemail.com'])
const sharedPattern =
  /^(info|sales?|admin(istrator)?|hello|hi|contact(us)?|enquir(y|ies)|inquir(y|ies)|office|accounts?|accounting|finance|hr|careers?|support|help(desk)?|mail|general|reception|orders?|purchas(e|ing)|procurement|billing|marketing|service|cs|customer(service|care)?|team|it|ops|operations|feedback|noreply|webmaster|secretary|secretariat|booking|reservations?)(\d{0,3}|[._-]?(sg|singapore))$/

/** Domains as fingers slip over them. */
const slipped: Record<string, string> = {
  'gmial.com': 'gmail.com',
  'gmal.com': 'gmail.com',
  'gamil.com': 'gmail.com',
  'gmai.com': 'gmail.com',
  'gmail.co': 'gmail.com',
  'gmail.con': 'gmail.com',
  'gmail.cm': 'gmail.com',
  'gmail.com.sg': 'gmail.com',
  'gnail.com': 'gmail.com',
  'gmaill.com': 'gmail.com',
  'hotmial.com': 'hotmail.com',
  'hotmal.com': 'hotmail.com',
  'hotmail.con': 'hotmail.com',
  'hotmil.com': 'hotmail.com',
  'yaho.com': 'yahoo.com',
  'yahooo.com': 'yahoo.com',
  'yahoo.con': 'yahoo.com',
  'outlok.com': 'outlook.com',
  'outloook.com': 'outlook.com',
  'outlook.con': 'outlook.com',
  'iclod.com': 'icloud.com',
  'icloud.con': 'icloud.com',
}

export function mailboxOf(email: string): Mailbox | null {
  const [, given = '', host = ''] = /^\s*(.+)@([^@\s]+?)\.?\s*$/.exec(email.toLowerCase()) ?? []
  if (!given) return null
  const right = slipped[host] ?? host
  const domain = right === 'googlemail.com' ? 'gmail.com' : right.replace(/^(mail|email|www)\.(?=.+\..+)/, '')
  const plain = given.replace(/\+.*$/, '')
  const local = gmail.has(domain) ? plain.replaceAll('.', '') : plain
  return {
    canonical: `${local}@${domain}`,
    local,
    domain,
    is_shared: sharedPattern.test(plain),
    is_free: free.has(domain),
  }
}

/** `slip`: one wrong letter apart; `same_name_elsewhere`: a name before the @ that few have, at another provider. */
export type MailMatch = 'same' | 'same_shared' | 'slip' | 'same_name_elsewhere' | 'colleagues' | 'different'

export function compareMail(a: Mailbox, b: Mailbox): MailMatch {
  if (a.canonical === b.canonical) return a.is_shared ? 'same_shared' : 'same'
  if (a.is_shared || b.is_shared) return a.domain === b.domain && !a.is_free ? 'colleagues' : 'different'
  const [x, y] = [a.local, b.local].map((local) => local.replace(/[._-]/g, '')) as [string, string]
  if (a.domain === b.domain) {
    if (x === y || isSlipOf(a.local, b.local)) return 'slip'
    return a.is_free ? 'different' : 'colleagues'
  }
  if (a.local === b.local && !a.is_free && !b.is_free && /^[^.]{6,}/.test(a.domain) && isMisspelt(a.domain, b.domain))
    return 'slip'
  return x === y && x.length >= 6 ? 'same_name_elsewhere' : 'different'
}

/** tan88 and tan89 are two people, and so are weiling.t and weiling.c. */
function isSlipOf(a: string, b: string): boolean {
  const [x, y] = [a.split(/[._-]/), b.split(/[._-]/)]
  if (x.length === y.length && x.some((part, i) => part !== y[i] && (part.length <= 2 || /\d/.test(part + y[i]!))))
    return false
  return isMisspelt(x.join(''), y.join(''))
}

export type PhoneMatch = 'same_mobile' | 'same_line' | 'slip' | 'different'

/** Both in E.164. A number that is no mobile may ring at a whole company. */
export function comparePhones(a: string, b: string): PhoneMatch {
  if (a === b) return isMobile(a) ? 'same_mobile' : 'same_line'
  return a.length >= 10 && isOneSlip(a.slice(3), b.slice(3)) && a.slice(0, 3) === b.slice(0, 3) && isMobile(a)
    ? 'slip'
    : 'different'
}

export const isMobile = (phone: string): boolean =>
  /^\+65[89]|^\+601(?!300)|^\+628|^\+91[6-9]|^\+861|^\+81[789]0|^\+447|^\+614|^\+852[569]|^\+639|^\+668|^\+669|^\+84[3-9]/.test(
    phone,
  )
