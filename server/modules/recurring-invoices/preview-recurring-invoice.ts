import { previewDraft } from '#modules/invoices/preview-draft.ts'
import type { ComputedDraft } from '#modules/invoices/schemas.ts'
import type { Context } from '#platform/context.ts'
import { type Day, getRecurringInvoice, getToday } from './queries.ts'
import { datesFrom, type Ending, fillTexts, indexFrom, mistakesOfTexts, type Rhythm } from './rules.ts'
import type { RecurringInvoicePreview, UnsavedRecurringInvoice } from './schemas.ts'

const shownDates = 12

/** The dates to come and the next invoice of one that is saved. */
export async function previewRecurringInvoice(ctx: Context, id: string): Promise<RecurringInvoicePreview> {
  const saved = await getRecurringInvoice(ctx, id)
  if (saved.status === 'ended') return { next_dates: [], reference: null, notes: null, invoice: null }
  const day = await getToday(ctx)
  const index = indexFrom(saved, 0, saved.next_date ?? day.today)
  return preview(ctx, day, saved, index)
}

/** The same while it is typed; saves nothing. */
export async function previewUnsaved(ctx: Context, input: UnsavedRecurringInvoice): Promise<RecurringInvoicePreview> {
  const day = await getToday(ctx)
  const wanted = withDefaults({ ...input, first_date: input.first_date ?? day.today })
  return preview(ctx, day, { ...wanted, made_count: 0 }, indexFrom(wanted, 0, day.today))
}

type Optional = Pick<UnsavedRecurringInvoice, 'interval_count' | 'end_after_count' | 'end_date' | 'reference' | 'notes'>

/** What was left out, as it is kept. */
export function withDefaults<T extends Optional>(input: T) {
  return {
    ...input,
    interval_count: input.interval_count ?? 1,
    end_after_count: input.end_after_count ?? null,
    end_date: input.end_date ?? null,
    reference: input.reference ?? null,
    notes: input.notes ?? null,
  }
}

type Wanted = Rhythm & Ending & ReturnType<typeof withDefaults<UnsavedRecurringInvoice>>

async function preview(ctx: Context, day: Day, wanted: Omit<Wanted, 'first_date'> & Rhythm, index: number) {
  const next_dates = datesFrom(wanted, wanted, index, shownDates)
  if (!next_dates[0]) return { next_dates, reference: null, notes: null, invoice: null }
  const { reference, notes, lines } = fillTexts(wanted, wanted, index)
  const invoice = await invoiceOn(ctx, day, next_dates[0], { customer_id: wanted.customer_id ?? null, lines })
  return {
    next_dates,
    reference,
    notes,
    invoice: { ...invoice, missing: [...mistakesOfTexts(wanted), ...invoice.missing] },
  }
}

type Sold = Parameters<typeof previewDraft>[1]

/** As it would be issued on its day: rates, registration and due date are those of that day, not of today. */
export async function invoiceOn(ctx: Context, day: Day, date: string, sold: Sold): Promise<ComputedDraft> {
  const now = date > day.today ? Temporal.PlainDate.from(date).toZonedDateTime(day.timezone).toInstant() : ctx.now
  return previewDraft({ ...ctx, now }, sold)
}
