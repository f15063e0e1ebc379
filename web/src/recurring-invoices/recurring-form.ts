import type { Draft, Invoice } from '#modules/invoices/schemas.ts'
import type {
  NewRecurringInvoice,
  RecurringInvoice,
  UnsavedRecurringInvoice,
} from '#modules/recurring-invoices/schemas.ts'
import { today } from '#web/api/format.ts'
import { blankForm, type DraftForm, toBody, toForm } from '#web/invoices/draft-form.ts'

/** A draft's fields, and when it comes; the parts of the draft editor find theirs in it. */
export type RecurringForm = DraftForm & {
  billing_interval: NewRecurringInvoice['billing_interval']
  interval_count: string
  first_date: string
  ends: 'never' | 'count' | 'date'
  end_after_count: string
  end_date: string
  when_due: NewRecurringInvoice['when_due']
}

const schedule = {
  billing_interval: 'month',
  interval_count: '1',
  ends: 'never',
  end_after_count: '12',
  end_date: '',
  when_due: 'issue',
} as const

export function blankRecurring(customer_id = ''): RecurringForm {
  return { ...blankForm(customer_id), ...schedule, first_date: today() }
}

/** The same again, from now on: what an invoice or draft sells, and to whom. */
export function copiedFrom(source: Draft | Invoice): RecurringForm {
  return { ...blankRecurring(), ...toForm(source), due_date: '' }
}

export function openedFrom(opened: RecurringInvoice): RecurringForm {
  const { end_after_count, end_date } = opened
  const lines = opened.lines.map((line) => ({
    description: line.description,
    quantity: line.quantity,
    unit: line.unit ?? '',
    unit_price_cents: line.unit_price_cents,
    discount_cents: line.discount_cents || null,
    gst_code: line.gst_code ?? ('' as const),
  }))
  return {
    customer_id: opened.customer_id,
    due_date: '',
    reference: opened.reference ?? '',
    notes: opened.notes ?? '',
    lines,
    billing_interval: opened.billing_interval,
    interval_count: String(opened.interval_count),
    first_date: opened.next_date ?? '',
    ends: end_after_count ? 'count' : end_date ? 'date' : 'never',
    end_after_count: String(end_after_count ?? schedule.end_after_count),
    end_date: end_date ?? '',
    when_due: opened.when_due,
  }
}

export const isCount = (text: string): boolean => /^[1-9]\d{0,3}$/.test(text.trim())

/** `rows[i]` is the form row of the i-th line sent; blank rows are not. */
export function toRecurring(form: RecurringForm): { body: NewRecurringInvoice; rows: number[] } {
  const { body, rows } = toBody(form)
  const { customer_id, reference = null, notes = null, lines } = body
  const { billing_interval, first_date, ends, when_due } = form
  return {
    rows,
    body: {
      customer_id,
      billing_interval,
      interval_count: isCount(form.interval_count) ? Math.min(Number(form.interval_count), 99) : 1,
      first_date,
      end_after_count: ends === 'count' && isCount(form.end_after_count) ? Number(form.end_after_count) : null,
      end_date: ends === 'date' ? form.end_date || null : null,
      when_due,
      reference,
      notes,
      lines,
    },
  }
}

/** For dates and totals while typing; of one that is saved, counted on from where it stands. */
export function toUnsaved(form: RecurringForm, opened?: RecurringInvoice): UnsavedRecurringInvoice {
  const { body } = toRecurring(form)
  const left = body.end_after_count && body.end_after_count - (opened?.made_count ?? 0)
  const isCountedOn =
    opened &&
    form.first_date === (opened.next_date ?? '') &&
    body.billing_interval === opened.billing_interval &&
    body.interval_count === opened.interval_count
  return {
    ...body,
    customer_id: body.customer_id || null,
    first_date: isCountedOn ? opened.first_date : form.first_date || null,
    end_after_count: left ? Math.max(left, 1) : null,
  }
}
