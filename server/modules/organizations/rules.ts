import type { ProblemField } from '#platform/errors.ts'
import type { Address } from '#platform/schemas.ts'
import type { Doubt } from './schemas.ts'

/** A number in its normal form, with a doubt where there is one, or the sentence that says what is wrong with it. */
export type Checked = { value: string; warning?: string } | { refusal: string }

export const normalizeNumber = (text: string): string => text.toUpperCase().replace(/[\s-]/g, '')

// ACRA publishes the formats, not the check letters; these are the algorithms that real numbers obey.
const businessLetters = 'XMKECAWLJDB'
const companyLetters = 'ZKCMDNERGWH'
const otherAlphabet = 'ABCDEFGHJKLMNPQRSTUVWX0123456789'
/** Kinds of other entities, the two letters in the middle. ACRA adds to them, so an unknown one is only doubted. */
const entityTypes = new Set(
  'CC CD CH CL CM CP CS CX DP FB FC FM FN GA GB GS HC HS LL LP MB MC MD MH MM MQ NB NR PA PB PF RF RP SM SS TC TU VH XL'.split(
    ' ',
  ),
)

/** A Unique Entity Number of any of the three kinds, by format and check letter. `year` is the present one. */
export function checkUen(text: string, year: number): Checked {
  const uen = normalizeNumber(text)
  if (isNric(uen))
    return { refusal: 'This is an NRIC or FIN, which must not be entered here. A UEN belongs to a business.' }
  const letter = checkLetter(uen.slice(0, -1))
  if (letter === undefined || !/[A-Z]$/.test(uen))
    return { refusal: 'A UEN has 9 or 10 characters, like 202499905Z. Copy it from the BizFile profile.' }
  if (yearOfUen(uen) > year) return { refusal: 'This UEN names a year that has not come yet.' }
  if (letter !== uen.at(-1))
    return { refusal: 'The check letter does not fit this number. Compare it with the BizFile profile.' }
  if (/^[RST]/.test(uen) && !entityTypes.has(uen.slice(3, 5)))
    return {
      value: uen,
      warning: `“${uen.slice(3, 5)}” is not a kind of entity we know. Compare it with the BizFile profile.`,
    }
  return { value: uen }
}

/** The letter that ends a UEN of these digits; undefined when no UEN looks so. */
function checkLetter(body: string): string | undefined {
  if (/^\d{8}$/.test(body)) return businessLetters[weighted(digits(body), [10, 4, 9, 3, 8, 2, 7, 1]) % 11]
  if (/^\d{9}$/.test(body)) return companyLetters[weighted(digits(body), [10, 8, 6, 4, 9, 7, 5, 3, 1]) % 11]
  if (!/^[RST]\d{2}[A-Z]{2}\d{4}$/.test(body)) return undefined
  const values = [...body].map((character) => otherAlphabet.indexOf(character))
  if (values.includes(-1)) return undefined
  return otherAlphabet[(weighted(values, [4, 3, 5, 3, 10, 2, 2, 5, 7]) - 5 + 11) % 11]
}

function yearOfUen(uen: string): number {
  if (/^\d{9}/.test(uen)) return Number(uen.slice(0, 4))
  return uen.startsWith('T') ? 2000 + Number(uen.slice(1, 3)) : 0
}

const digits = (text: string): number[] => [...text].map(Number)
const weighted = (values: number[], weights: number[]): number =>
  values.reduce((sum, value, i) => sum + value * weights[i]!, 0)

/** A UEN that no company has, for demo and tests: running numbers from 90,000 up were never reached in any year. */
export function syntheticUen(year: number, running_number: number): string {
  const body = `${year}${running_number}`
  return body + checkLetter(body)
}

/** Forms that are seen, but seldom. No check letter is published for them, so they cannot be told from mistypings. */
const rareGstForms = /^(\d{8,9}[A-Z]|[A-Z]\d{8}[A-Z0-9]|[A-Z]{2}\d{8})$/

/** A GST registration number: a UEN for most, else one of the M-forms, seldom another. */
export function checkGstRegNo(text: string, year: number): Checked {
  const number = normalizeNumber(text)
  const uen = checkUen(number, year)
  if ('value' in uen || isNric(number)) return uen
  if (/^M[A-Z0-9]\d{7}[A-Z0-9]$/.test(number)) return { value: number }
  if (rareGstForms.test(number))
    return { value: number, warning: 'This is a rare form of GST number. Compare it with the letter from IRAS.' }
  return { refusal: 'A GST registration number is the UEN, or looks like M90312345A or MR85004322.' }
}

const nricWeights = [2, 7, 6, 5, 4, 3, 2]
const nricLetters: Record<string, string> = {
  S: 'JZIHGFEDCBA',
  T: 'JZIHGFEDCBA',
  F: 'XWUTRQPNMLK',
  G: 'XWUTRQPNMLK',
  M: 'XWUTRQPNJLK',
}
const nricOffsets: Record<string, number> = { S: 0, F: 0, T: 4, G: 4, M: 3 }

/** A national identity number with its right letter; never collected here. */
export function isNric(text: string): boolean {
  const [, prefix = '', body = '', letter] = /^([STFGM])(\d{7})([A-Z])$/.exec(text) ?? []
  if (!letter) return false
  return nricLetters[prefix]![(weighted(digits(body), nricWeights) + nricOffsets[prefix]!) % 11] === letter
}

/** Mistakes that a schema cannot express; postal codes of Singapore have six digits. */
export function checkAddress(address: Address | null | undefined, pointer: string): ProblemField[] {
  if (address?.country !== 'SG' || /^\d{6}$/.test(address.postal_code)) return []
  return [
    { pointer: `${pointer}/postal_code`, code: 'wrong_format', detail: 'A Singapore postal code has six digits.' },
  ]
}

type GstRegistration = {
  is_gst_registered: boolean
  gst_reg_no?: string | null | undefined
  gst_registered_from?: string | null | undefined
}

/** Registered means a number and the day it takes effect, both; not registered means neither. */
export function checkGstRegistration(input: GstRegistration, year: number): ProblemField[] {
  const { is_gst_registered, gst_reg_no, gst_registered_from } = input
  if (!is_gst_registered)
    return (['gst_reg_no', 'gst_registered_from'] as const)
      .filter((field) => input[field])
      .map((field) => ({
        pointer: `/${field}`,
        code: 'not_allowed',
        detail: 'Leave this empty while not registered for GST.',
      }))
  const fields: ProblemField[] = []
  if (!gst_reg_no)
    fields.push({ pointer: '/gst_reg_no', code: 'required', detail: 'Enter the GST registration number.' })
  else {
    const checked = checkGstRegNo(gst_reg_no, year)
    if ('refusal' in checked) fields.push({ pointer: '/gst_reg_no', code: 'wrong_format', detail: checked.refusal })
  }
  if (!gst_registered_from)
    fields.push({
      pointer: '/gst_registered_from',
      code: 'required',
      detail: 'Enter the day from which the registration holds.',
    })
  return fields
}

/** Everything that is wrong with the details of an organisation, at once. */
export function checkOrganization(
  wanted: GstRegistration & { uen: string; address: Address },
  year: number,
): ProblemField[] {
  const uen = checkUen(wanted.uen, year)
  return [
    ...('refusal' in uen ? [{ pointer: '/uen', code: 'wrong_format', detail: uen.refusal }] : []),
    ...checkGstRegistration(wanted, year),
    ...checkAddress(wanted.address, '/address'),
  ]
}

/** What is accepted and may still be a mistake. */
export function doubtsAbout(organization: { uen: string; gst_reg_no: string | null }, year: number): Doubt[] {
  const checked = {
    '/uen': checkUen(organization.uen, year),
    '/gst_reg_no': organization.gst_reg_no ? checkGstRegNo(organization.gst_reg_no, year) : undefined,
  }
  return Object.entries(checked).flatMap(([pointer, result]) =>
    result && 'warning' in result && result.warning ? [{ pointer, detail: result.warning }] : [],
  )
}

/** A name for links: `Merlion Cloud Pte. Ltd.` becomes `merlion-cloud`. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join('-')
    .replace(/-((pte|private|pvt)-)?(ltd|limited|llp|llc|inc)$/, '')
    .slice(0, 40)
    .replace(/-$/, '')
  return plain || 'organization'
}
