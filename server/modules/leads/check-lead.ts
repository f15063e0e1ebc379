import { maskNrics } from '#modules/organizations/mask-nrics.ts'
import { checkUen } from '#modules/organizations/rules.ts'
import type { Doubt } from '#modules/organizations/schemas.ts'
import type { Context } from '#platform/context.ts'
import { invalid, type ProblemField } from '#platform/errors.ts'
import { listLeadFields } from './stage-queries.ts'
import { normalizePhone } from './rules.ts'
import type { CustomFields, LeadChanges } from './schemas.ts'
import type { LeadField } from './stage-schemas.ts'

const freeTexts = ['name', 'company', 'job_title', 'notes'] as const

type Around = { year: number; own: readonly LeadField[] }
type Checked<D> = { details: D; warnings: Doubt[]; mistakes: ProblemField[] }

/**
 * Details as they will be kept: numbers in their normal form, identity numbers masked, with a warning for each place
 * where one was. Throws every mistake at once.
 */
export async function prepareDetails<D extends LeadChanges>(
  ctx: Context,
  wanted: D,
): Promise<{ details: D; warnings: Doubt[] }> {
  const hasOwn = wanted.custom_fields && Object.keys(wanted.custom_fields).length > 0
  const own = hasOwn ? (await listLeadFields(ctx)).data : []
  const { mistakes, ...checked } = checkDetails(wanted, { year: yearOf(ctx), own })
  if (mistakes.length) throw invalid('leads.invalid', 'Some details of the lead are not right.', mistakes)
  return checked
}

/** The year by which the number of a company is judged. */
export const yearOf = (ctx: Context): number => ctx.now.toZonedDateTimeISO('Asia/Singapore').year

/** The same with the mistakes told, for many leads that are read at once. */
export function checkDetails<D extends LeadChanges>(wanted: D, { year, own }: Around): Checked<D> {
  const details = { ...wanted }
  const mistakes: ProblemField[] = []
  if (details.phone) {
    const phone = normalizePhone(details.phone)
    if (phone) details.phone = phone
    else
      mistakes.push({
        pointer: '/phone',
        code: 'wrong_format',
        detail: 'This is no phone number. Write it like 9123 4567 or +60 12 345 6789.',
      })
  }
  if (details.uen) {
    const checked = checkUen(details.uen, year)
    if ('refusal' in checked) mistakes.push({ pointer: '/uen', code: 'wrong_format', detail: checked.refusal })
    else details.uen = checked.value
  }
  if (details.custom_fields) mistakes.push(...checkCustomFields(own, details.custom_fields))
  return { details, warnings: maskAll(details), mistakes }
}

/** What is wrong with values for fields of one's own; one that is null is only emptied. */
export function checkCustomFields(own: readonly LeadField[], values: CustomFields): ProblemField[] {
  const byKey = new Map(own.map((field) => [field.key, field]))
  return Object.entries(values).flatMap(([key, value]) => {
    const field = byKey.get(key)
    const detail = field ? wrongValue(field, value) : 'There is no such field of your own.'
    return detail ? [{ pointer: `/custom_fields/${key}`, code: field ? 'wrong_format' : 'not_found', detail }] : []
  })
}

function wrongValue({ kind, choices }: LeadField, value: CustomFields[string] | undefined): string | undefined {
  if (value === null || value === undefined) return undefined
  if (kind === 'yes_no') return typeof value === 'boolean' ? undefined : 'Send true or false.'
  if (kind === 'number') return typeof value === 'number' && Number.isFinite(value) ? undefined : 'Send a number.'
  if (typeof value !== 'string') return 'Send text.'
  if (kind === 'date') return isDay(value) ? undefined : 'Write the day like 2026-11-30.'
  if (kind === 'choice') return choices.includes(value) ? undefined : `Choose one of: ${choices.join(', ')}.`
  return undefined
}

export function isDay(text: string): boolean {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && Boolean(Temporal.PlainDate.from(text))
  } catch {
    return false
  }
}

function maskAll(details: LeadChanges): Doubt[] {
  const warnings: Doubt[] = []
  const mask = (text: string, pointer: string): string => {
    const masked = maskNrics(text)
    if (masked.count)
      warnings.push({ pointer, detail: 'This held an NRIC or FIN, which was masked: the law does not let it be kept.' })
    return masked.text
  }
  for (const field of freeTexts) {
    const text = details[field]
    if (text) details[field] = mask(text, `/${field}`)
  }
  if (details.custom_fields)
    details.custom_fields = Object.fromEntries(
      Object.entries(details.custom_fields).map(([key, value]) => [
        key,
        typeof value === 'string' ? mask(value, `/custom_fields/${key}`) : value,
      ]),
    )
  return warnings
}
