import type { NewOrganization, Organization } from '#modules/organizations/schemas.ts'
import { tidyUen } from '#web/organizations/uen.ts'

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
