import type { NewOrganization, Organization } from '#modules/organizations/schemas.ts'

/** The form's own shape: every field a string or a switch, so that nothing typed is ever undefined. */
export type OrganizationForm = {
  name: string
  uen: string
  is_gst_registered: boolean
  gst_reg_no: string
  gst_registered_from: string
  billing_email: string
  address: { line1: string; line2: string; postal_code: string; country: string }
}

export const blank: OrganizationForm = {
  name: '',
  uen: '',
  is_gst_registered: false,
  gst_reg_no: '',
  gst_registered_from: '',
  billing_email: '',
  address: { line1: '', line2: '', postal_code: '', country: 'SG' },
}

export function fromOrganization(organization: Organization): OrganizationForm {
  const { name, uen, is_gst_registered, billing_email, address } = organization
  return {
    name,
    uen,
    is_gst_registered,
    gst_reg_no: organization.gst_reg_no ?? '',
    gst_registered_from: organization.gst_registered_from ?? '',
    billing_email,
    address: { ...address, line2: address.line2 ?? '' },
  }
}

export function toOrganization(form: OrganizationForm): NewOrganization {
  const { line1, line2, postal_code, country } = form.address
  return {
    name: form.name.trim(),
    uen: tidyUen(form.uen),
    is_gst_registered: form.is_gst_registered,
    gst_reg_no: form.is_gst_registered ? tidyUen(form.gst_reg_no) || null : null,
    gst_registered_from: form.is_gst_registered ? form.gst_registered_from || null : null,
    billing_email: form.billing_email.trim(),
    address: {
      line1: line1.trim(),
      postal_code: postal_code.trim(),
      country,
      ...(line2.trim() && { line2: line2.trim() }),
    },
  }
}

/** Only the fields whose value is another one, so that two people may change different things. */
export function changedFields(before: NewOrganization, after: NewOrganization): Partial<NewOrganization> {
  const keys = Object.keys(after).filter(
    (key) => JSON.stringify(read(before, key)) !== JSON.stringify(read(after, key)),
  )
  return Object.fromEntries(keys.map((key) => [key, read(after, key)]))
}

const read = (organization: NewOrganization, key: string): unknown => new Map(Object.entries(organization)).get(key)

export const tidyUen = (text: string) => text.toUpperCase().replaceAll(/[\s-]/g, '')

/** The three shapes of a UEN; the server checks its letter. */
export const looksLikeUen = (text: string) =>
  /^(\d{8}[A-Z]|\d{9}[A-Z]|[RST]\d{2}[A-Z]{2}\d{4}[A-Z])$/.test(tidyUen(text))
