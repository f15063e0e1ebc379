import type { Parties } from '#modules/invoices/compute-lines.ts'
import { freezeParties, listMissing } from '#modules/invoices/rules.ts'
import type { Party } from '#modules/invoices/schemas.ts'
import { conflict, type Problem, type ProblemField } from '#platform/errors.ts'
import type { Quotation, QuotationStatus } from './schemas.ts'

/** From which status it may come into another by somebody's hand. A member may take back what came last. */
export const moves: Record<QuotationStatus, readonly QuotationStatus[]> = {
  draft: ['sent'],
  sent: ['accepted', 'declined', 'withdrawn'],
  accepted: ['sent'],
  declined: ['sent'],
  withdrawn: ['sent'],
}

export function refuseIllegalMove({ status }: Pick<Quotation, 'status'>, to: QuotationStatus): void {
  if (!moves[status].includes(to)) throw notOpen(status)
}

export const notOpen = (status: QuotationStatus): Problem =>
  conflict(
    'quotations.not_open',
    status === 'draft'
      ? 'This quotation was not sent yet.'
      : `This quotation is ${status === 'sent' ? 'open' : status}. Load it again: somebody may have answered it.`,
  )

/** How long an offer stands where nobody says otherwise. */
const validDays = 30
export const lastDay = (today: string, wanted: string | null): string =>
  wanted ?? Temporal.PlainDate.from(today).add({ days: validDays }).toString()

/** A lead as the document shows them: the company, or the person where there is none. */
export type LeadParty = { name: string; company: string | null; email: string | null; uen: string | null }

export function partiesOf(parties: Parties, lead: LeadParty | undefined): { seller: Party; buyer: Party } {
  const { seller, buyer } = freezeParties(parties)
  if (parties.customer_id || !lead) return { seller, buyer }
  const { name, company, email, uen } = lead
  return { seller, buyer: { name: company ?? name, uen, gst_reg_no: null, email, address: null } }
}

type Ready = Parameters<typeof listMissing>[0] & { valid_until: string | null }

/** As of an invoice, but that nobody's address is needed yet, and that its last day must be to come. */
export function missingOf({ valid_until, ...computed }: Ready): ProblemField[] {
  const missing = listMissing(computed).filter(({ pointer }) => pointer !== '/customer_id')
  if (valid_until && valid_until < computed.parties.today)
    missing.push({ pointer: '/valid_until', code: 'too_early', detail: 'Use today or a later day.' })
  return missing
}

export const seriesOf = (issue_date: string): string => `QUO-${issue_date.slice(0, 4)}`
