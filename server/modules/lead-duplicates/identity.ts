import { normalizePhone } from '#modules/leads/rules.ts'
import { type Mailbox, mailboxOf } from './compare-addresses.ts'
import { companyName, type CompanyName } from './compare-companies.ts'
import { nameWords } from './compare-names.ts'

/** What of a lead says who it is. */
export type LeadDetails = {
  name: string
  email?: string | null
  phone?: string | null
  company?: string | null
  uen?: string | null
}

/** The same in forms that can be compared. */
export type Identity = {
  name_words: readonly string[]
  mailbox: Mailbox | null
  phone: string | null
  company: CompanyName | null
  uen: string | null
  /** The name, where it is that of a company because nobody is known. */
  names_company: CompanyName | null
}

const known = new WeakMap<LeadDetails, Identity>()

export function identityOf(lead: LeadDetails): Identity {
  const before = known.get(lead)
  if (before) return before
  const identity = read(lead)
  known.set(lead, identity)
  return identity
}

function read({ name, email, phone, company, uen }: LeadDetails): Identity {
  const own = company ? companyName(company) : null
  const asCompany = companyName(name)
  const isCompany = legalForm.test(name) || own?.keys.some((key) => asCompany.keys.includes(key))
  return {
    name_words: nameWords(name),
    mailbox: email ? mailboxOf(email) : null,
    phone: phone ? normalizePhone(phone) : null,
    company: own ?? (isCompany ? asCompany : null),
    uen: uen?.toUpperCase() ?? null,
    names_company: isCompany ? asCompany : null,
  }
}

const legalForm = /\b(pte|pvt|ltd|limited|llp|inc|sdn|bhd|plc|corp|company|holdings|trading)\b/i
