import { checkAddress, checkGstRegNo, checkUen, normalizeNumber } from '#modules/organizations/rules.ts'
import type { ProblemField } from '#platform/errors.ts'
import type { Customer } from './schemas.ts'

type Wanted = Pick<Customer, 'uen' | 'gst_reg_no' | 'address'>

/** Everything that a schema cannot see, at once. */
export function checkCustomer({ uen, gst_reg_no, address }: Wanted, year: number): ProblemField[] {
  const fields = checkAddress(address, '/address')
  const checkedUen = uen ? checkUen(uen, year) : undefined
  if (checkedUen && 'refusal' in checkedUen)
    fields.push({ pointer: '/uen', code: 'wrong_format', detail: checkedUen.refusal })
  const checkedGst = gst_reg_no ? checkGstRegNo(gst_reg_no, year) : undefined
  if (checkedGst && 'refusal' in checkedGst)
    fields.push({ pointer: '/gst_reg_no', code: 'wrong_format', detail: checkedGst.refusal })
  return fields
}

type Stored = Pick<Customer, 'name' | 'uen' | 'gst_reg_no' | 'email'>

/** The columns that follow from others: normal forms, and the text that the search looks through. */
export function derivedColumns({ name, uen, gst_reg_no, email }: Stored) {
  const normal = { uen: uen ? normalizeNumber(uen) : null, gst_reg_no: gst_reg_no ? normalizeNumber(gst_reg_no) : null }
  const words = [name, email, normal.uen, normal.gst_reg_no]
  return {
    ...normal,
    name_normalized: name.normalize('NFKC').toLowerCase(),
    search_text: words.filter(Boolean).join(' ').normalize('NFKC').toLowerCase(),
  }
}
