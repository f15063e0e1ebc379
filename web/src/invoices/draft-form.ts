import type { GstCode } from '#modules/gst/schemas.ts'
import type { Draft, Invoice, NewDraft } from '#modules/invoices/schemas.ts'
import type { PastedLine } from './paste-lines.ts'
import { readQuantity } from './read-quantity.ts'

export type FormLine = PastedLine & { gst_code: GstCode | '' }

/** The editor's fields, named as the API names them, so that a problem's pointer is a field's path. */
export type DraftForm = {
  customer_id: string
  due_date: string
  reference: string
  notes: string
  lines: FormLine[]
}

export const blankLine: FormLine = {
  description: '',
  quantity: '1',
  unit: '',
  unit_price_cents: null,
  discount_cents: null,
  gst_code: '',
}

export function blankForm(customer_id = ''): DraftForm {
  return { customer_id, due_date: '', reference: '', notes: '', lines: [{ ...blankLine }] }
}

type Written = Pick<Draft, 'customer_id' | 'due_date' | 'reference' | 'notes' | 'lines'>

export function toForm(draft: Written): DraftForm {
  return {
    customer_id: draft.customer_id,
    due_date: draft.due_date ?? '',
    reference: draft.reference ?? '',
    notes: draft.notes ?? '',
    lines: draft.lines.length === 0 ? [{ ...blankLine }] : draft.lines.map(toFormLine),
  }
}

/** The same again as a new draft: due by the customer's terms, counted from when it is issued. */
export function copyOf({ customer_id, reference, notes, lines }: Invoice): NewDraft {
  return {
    customer_id,
    reference,
    notes,
    lines: lines.map(({ description, quantity, unit, unit_price_cents, discount_cents, gst_code }) => {
      return { description, quantity, unit, unit_price_cents, discount_cents, gst_code }
    }),
  }
}

/** Blank rows stay in the form and are not sent; `rows[i]` is the form row of the i-th line sent. */
export function toBody(form: DraftForm): { body: NewDraft; rows: number[] } {
  const rows = form.lines.flatMap((line, row) => (isBlank(line) ? [] : [row]))
  return {
    rows,
    body: {
      customer_id: form.customer_id,
      due_date: form.due_date || null,
      reference: form.reference.trim() || null,
      notes: form.notes.trim() || null,
      lines: rows.map((row) => toNewLine(form.lines[row] ?? blankLine)),
    },
  }
}

export function isBlank(line: FormLine): boolean {
  return line.description.trim() === '' && line.unit_price_cents === null && line.discount_cents === null
}

/** False while a number cannot be read: then nothing is saved, or a typing mistake would become a price of zero. */
export function isReadable(form: DraftForm): boolean {
  return form.lines.every(
    (line) =>
      isBlank(line) ||
      (readQuantity(line.quantity) !== undefined &&
        !Number.isNaN(line.unit_price_cents) &&
        !Number.isNaN(line.discount_cents)),
  )
}

/** Says where a problem's pointer, such as /lines/2/unit_price_cents, is in the form. */
export function toFieldName(pointer: string, rows: number[]): string {
  const [, head = '', index, ...rest] = pointer.split('/')
  if (head !== 'lines' || index === undefined) return head
  return ['lines', rows[Number(index)] ?? index, ...rest].join('.')
}

function toFormLine(line: Draft['lines'][number]): FormLine {
  return {
    description: line.description,
    quantity: line.quantity,
    unit: line.unit ?? '',
    unit_price_cents: line.unit_price_cents,
    discount_cents: line.discount_cents === 0 ? null : line.discount_cents,
    gst_code: line.gst_code,
  }
}

function toNewLine(line: FormLine): NewDraft['lines'][number] {
  return {
    description: line.description.trim(),
    quantity: readQuantity(line.quantity) ?? '0',
    unit: line.unit.trim() || null,
    unit_price_cents: line.unit_price_cents || 0,
    discount_cents: line.discount_cents || 0,
    gst_code: line.gst_code || null,
  }
}
