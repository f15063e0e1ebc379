import type { Customer, NewCustomer } from '#modules/customers/schemas.ts'
import { tidyUen } from '#web/organizations/uen.ts'

/** The form's fields: text throughout, named as the API names them. */
export type CustomerFields = {
  name: string
  kind: Customer['kind']
  uen: string
  gst_reg_no: string
  email: string
  phone: string
  address: { line1: string; line2: string; postal_code: string; country: string }
  peppol_id: string
  payment_terms_days: string
  notes: string
}

export const kinds = [
  ['business', 'Business'],
  ['individual', 'Individual'],
] as const

export const blankFields: CustomerFields = {
  name: '',
  kind: 'business',
  uen: '',
  gst_reg_no: '',
  email: '',
  phone: '',
  address: { line1: '', line2: '', postal_code: '', country: 'SG' },
  peppol_id: '',
  payment_terms_days: '30',
  notes: '',
}

export function toFields(customer: Customer): CustomerFields {
  return {
    name: customer.name,
    kind: customer.kind,
    uen: customer.uen ?? '',
    gst_reg_no: customer.gst_reg_no ?? '',
    email: customer.email ?? '',
    phone: customer.phone ?? '',
    address: { ...blankFields.address, ...customer.address },
    peppol_id: customer.peppol_id ?? '',
    payment_terms_days: String(customer.payment_terms_days),
    notes: customer.notes ?? '',
  }
}

export function toInput(fields: CustomerFields): NewCustomer {
  const { line1, line2, postal_code, country } = fields.address
  const isBusiness = fields.kind === 'business'
  return {
    name: fields.name.trim(),
    kind: fields.kind,
    uen: isBusiness ? given(tidyUen(fields.uen)) : null,
    gst_reg_no: isBusiness ? given(tidyUen(fields.gst_reg_no)) : null,
    email: given(fields.email),
    phone: toE164(fields.phone) ?? null,
    address:
      line1.trim() === ''
        ? null
        : {
            line1: line1.trim(),
            ...(line2.trim() !== '' && { line2: line2.trim() }),
            postal_code: postal_code.trim(),
            country,
          },
    peppol_id: given(fields.peppol_id),
    payment_terms_days: Number(fields.payment_terms_days),
    notes: given(fields.notes),
  }
}

/** "9123 4567" and "+65 9123-4567" as +6591234567; undefined when it is no phone number. */
export function toE164(text: string): string | undefined {
  const digits = text.replaceAll(/[\s().-]/g, '')
  if (/^[3689]\d{7}$/.test(digits)) return `+65${digits}`
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined
}

const given = (text: string) => text.trim() || null
