import { randomBytes } from 'node:crypto'
import type { MailAddress, Mime } from '#platform/mime.ts'
import type { Verdict } from './read-verdict.ts'
import type { HeldReason, LeadMail, MailParty } from './schemas.ts'

/** Without letters that look alike, and in lower case: mail programs write addresses as they like. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'
const keyLength = 26

/** 130 random bits, which nobody guesses. */
export const newAddressKey = (): string => Array.from(randomBytes(keyLength), (byte) => alphabet[byte & 31]).join('')

/** The key of an address of this installation, whatever its case and without what follows a plus. */
export function keyOf(recipient: string, domain: string): string | undefined {
  const [, local = '', host = ''] = /^<?([^@\s<>]+)@([^@\s<>]+)>?$/.exec(recipient.trim().toLowerCase()) ?? []
  const key = local.split('+')[0]!
  return host === domain && key.length === keyLength && [...key].every((letter) => alphabet.includes(letter))
    ? key
    : undefined
}

export type Member = { name: string; may_change_leads: boolean }
export type Known = {
  /** The member whom the mail names as its sender. */
  sender: Member | undefined
  isMember: (address: string) => boolean
  leadsOf: (address: string) => readonly string[]
}
/** What a mail says, after its history was cut. */
export type ReadMail = Pick<Mime, 'from' | 'to' | 'cc'> & {
  forwarded: { from: MailAddress; text: string } | undefined
  is_automatic: boolean
}
export type Decision = {
  direction: NonNullable<LeadMail['direction']>
  lead_ids: string[]
  /** Whom it is about, but for members. */
  counterparts: MailParty[]
  /** Null: it is filed, or makes leads where that is wished. */
  held_reason: HeldReason | null
  /** Nobody knows these, and nothing speaks against making leads of them. */
  newcomers: MailParty[]
  is_forwarded: boolean
}

/** Whom a mail is about and where it goes. A sender is a member only where the receiving server vouches for it. */
export function decide(mail: ReadMail, verdict: Verdict, known: Known): Decision {
  const { from, to, cc, forwarded } = mail
  if (!known.sender) return decideIncoming(from, verdict, mail.is_automatic, known)

  const isOutside = ({ address }: MailAddress) => !known.isMember(address)
  const outside = unique([...to, ...cc].filter(isOutside))
  const out = { direction: 'out' as const, lead_ids: [], counterparts: outside, newcomers: [], is_forwarded: false }
  if (verdict !== 'passed') return { ...out, held_reason: 'not_verified' }
  if (!known.sender.may_change_leads) return { ...out, held_reason: 'not_permitted' }
  if (outside.length) {
    const lead_ids = leadsOf(outside, known)
    // Where one of them is known the mail has a place; colleagues of theirs in copy are no newcomers.
    if (lead_ids.length) return { ...out, lead_ids, held_reason: null }
    return { ...out, held_reason: 'unknown_recipients', newcomers: unique(to.filter(isOutside)).slice(0, 10) }
  }
  if (!forwarded || !isOutside(forwarded.from)) return { ...out, held_reason: 'no_recipients' }
  return { ...decideIncoming(forwarded.from, 'passed', false, known), is_forwarded: true }
}

function decideIncoming(from: MailAddress | undefined, verdict: Verdict, isAutomatic: boolean, known: Known): Decision {
  const counterparts = from ? [from] : []
  const lead_ids = leadsOf(counterparts, known)
  const incoming = { direction: 'in' as const, lead_ids: [], counterparts, newcomers: [], is_forwarded: false }
  if (verdict === 'failed') return { ...incoming, held_reason: 'failed_checks' }
  if (lead_ids.length) return { ...incoming, lead_ids, held_reason: null }
  if (isAutomatic) return { ...incoming, held_reason: 'automatic' }
  return { ...incoming, held_reason: 'unknown_sender', newcomers: counterparts }
}

/** In one order, so that two mails about the same leads do not wait for each other. */
const leadsOf = (parties: readonly MailAddress[], { leadsOf: of }: Known): string[] =>
  [...new Set(parties.flatMap(({ address }) => of(address)))].sort()

function unique(parties: readonly MailAddress[]): MailParty[] {
  return [...new Map(parties.map((party) => [party.address, party])).values()]
}

const longestActivity = 10_000

/** What stands in the timeline: the subject, what was written, and the names of files, which are not kept. */
export function activityText({ subject, body, attachments, sender, recipients }: LeadMail): string {
  const files = attachments.length ? `Attached, not kept here: ${attachments.join(', ')}` : ''
  const to = recipients.map(({ address }) => address)
  const whom = `${sender?.address ?? 'Somebody'} to ${to.slice(0, 5).join(', ') || 'this address'}${to.length > 5 ? ` and ${to.length - 5} more` : ''}`
  const around = [subject || '(no subject)', files, whom].join('\n\n').length + 10
  const cut = 'The rest was left out.'
  const room = longestActivity - around - cut.length
  const shown = body.length > room ? `${body.slice(0, room).toWellFormed()}\n\n${cut}` : body
  return [subject || '(no subject)', shown, files, whom].filter(Boolean).join('\n\n')
}
