import type { ProblemField } from '#platform/errors.ts'
import type { Computed, Parties } from './compute-lines.ts'
import type { Invoice, Party } from './schemas.ts'

type Readiness = Pick<Computed, 'parties' | 'lines' | 'total_amount_cents'> & { due_date?: string | null | undefined }

/** The most that one invoice can be, in cents: a hundred billion dollars. */
export const totalMax = 10_000_000_000_000

/**
 * What still keeps an invoice from being issued, each with the field it belongs to. A tax invoice must name both
 * parties with their addresses and describe every line: GST (General) Regulations, regulation 11.
 */
export function listMissing({ parties, lines, total_amount_cents, due_date }: Readiness): ProblemField[] {
  const missing = [...missingParties(parties), ...lines.flatMap((line, i) => mistakesOfLine(line, i, parties))]
  if (lines.length === 0) missing.push(required('/lines', 'Add at least one line.'))
  if (total_amount_cents > totalMax)
    missing.push({ pointer: '/lines', code: 'too_large', detail: 'The total is too large.' })
  if (due_date && due_date < parties.today)
    missing.push({ pointer: '/due_date', code: 'too_early', detail: 'The due date is before today, the day of issue.' })
  return missing
}

function missingParties(parties: Parties): ProblemField[] {
  if (!parties.customer_id) return [required('/customer_id', 'Choose a customer.')]
  if (parties.customer_address) return []
  return [required('/customer_id', `Add the address of ${parties.customer_name}: an invoice must show it.`)]
}

function mistakesOfLine(line: Computed['lines'][number], i: number, parties: Parties): ProblemField[] {
  const at = (field: string) => `/lines/${i}/${field}`
  const mistakes: ProblemField[] = []
  if (!line.description.trim()) mistakes.push(required(at('description'), 'Describe what is sold.'))
  if (!/[1-9]/.test(line.quantity)) mistakes.push(required(at('quantity'), 'The quantity must be more than 0.'))
  if (line.amount_cents < 0)
    mistakes.push({ pointer: at('discount_cents'), code: 'too_large', detail: 'The discount is more than the line.' })
  if (!parties.is_registered && line.gst_code !== 'NG')
    mistakes.push({
      pointer: at('gst_code'),
      code: 'not_registered',
      detail: 'Only a GST-registered seller may charge GST or name a GST code.',
    })
  if (parties.is_registered && line.gst_code === 'NG')
    mistakes.push({ pointer: at('gst_code'), code: 'registered', detail: 'NG is for sellers not registered for GST.' })
  if (line.gst_code === 'SRCA-S' && !parties.customer_gst_reg_no)
    mistakes.push({
      pointer: at('gst_code'),
      code: 'customer_not_registered',
      detail: 'Customer accounting needs the GST registration number of the customer.',
    })
  return mistakes
}

const required = (pointer: string, detail: string): ProblemField => ({ pointer, code: 'required', detail })

/** Only a registered seller issues tax invoices (GST Act s 64A); registration counts from its effective day. */
export function kindFor({ is_registered }: Parties): 'tax_invoice' | 'invoice' {
  return is_registered ? 'tax_invoice' : 'invoice'
}

export function dueDateFor(parties: Parties, wanted: string | null | undefined): string {
  return (
    wanted ??
    Temporal.PlainDate.from(parties.today)
      .add({ days: parties.payment_terms_days ?? 30 })
      .toString()
  )
}

/** The parties as the document will show them for ever. */
export function freezeParties(parties: Parties): { seller: Party; buyer: Party } {
  return {
    seller: {
      name: parties.seller_name,
      uen: parties.seller_uen,
      gst_reg_no: parties.seller_gst_reg_no,
      email: parties.seller_email,
      address: parties.seller_address,
    },
    buyer: {
      name: parties.customer_name ?? '',
      uen: parties.customer_uen,
      gst_reg_no: parties.customer_gst_reg_no,
      email: parties.customer_email,
      address: parties.customer_address,
    },
  }
}

/** Numbers run without gaps within a series; a new one begins with each year of issue. */
export const seriesOf = ({ kind, issue_date }: Pick<Invoice, 'kind' | 'issue_date'>): string =>
  `${kind === 'debit_note' ? 'DN' : 'INV'}-${issue_date.slice(0, 4)}`
