import { createHash } from 'node:crypto'
import { normalizePhone } from '#modules/leads/rules.ts'
import { maskNrics } from '#modules/organizations/mask-nrics.ts'
import { checkUen } from '#modules/organizations/rules.ts'
import { canonicalJson } from '#platform/canonical-json.ts'
import { forbidden, invalid, type ProblemField } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { FormDoor, OpenForm } from './form-door.ts'
import type { FormTokens } from './form-tokens.ts'
import { isEmail, ownValue, utmOf } from './read-submission.ts'
import type { SubmissionInbox } from './submission-inbox.ts'
import type { Submission, SubmissionReceipt } from './submission-schemas.ts'

export type FormParts = {
  door: FormDoor
  tokens: FormTokens
  inbox: SubmissionInbox
  /** So that floods from one address can be told without keeping the address. */
  addressKey: (ip: string) => string
  public_url: string
}

export type Sender = { ip: string; origin: string | null; user_agent: string | null; now: Temporal.Instant }

/**
 * Keeps what a visitor sent, before anything else happens to it, and answers when it is on disk. Only what they can
 * mend at once is refused, and only to a page that can say so: `is_strict`.
 */
export async function submitLeadForm(
  { door, tokens, inbox, addressKey, public_url }: FormParts,
  form_key: string,
  submission: Submission,
  { ip, origin, user_agent, now }: Sender,
  is_strict: boolean,
): Promise<SubmissionReceipt> {
  const form = await door.find(form_key)
  refuseStrangeOrigin(form, origin, public_url)
  const fields = textsOf(submission.fields)
  if (is_strict) refuseMistakes(form, fields, now)
  const shown = submission.token ? tokens.read(form_key, submission.token) : undefined
  const payload = {
    fields,
    consents: form.consents.map((each) => ({ ...each, is_given: submission.consents?.[each.channel] === true })),
    utm: utmOf(submission.utm, clean),
    visited_pages: (submission.visited_pages ?? []).map((page) => clean(page).slice(0, 300)),
    page_url: submission.page_url ? clean(submission.page_url) : null,
    referrer: submission.referrer ? clean(submission.referrer) : null,
  }
  const id = shown ? idOf(shown.nonce, payload) : newId()
  await inbox.store({
    organization_id: form.organization_id,
    id,
    form_id: form.id,
    payload,
    is_filled_trap: Boolean(submission.website),
    shown_at: shown?.shown_at.add({ seconds: form.clock_shift_seconds }).toString() ?? null,
    address_key: addressKey(ip),
    origin,
    user_agent,
    received_at: now.add({ seconds: form.clock_shift_seconds }).toString(),
  })
  return { id, thanks: form.thanks, redirect_url: form.redirect_url }
}

/** Whoever has no browser sends no origin, and may. */
export function refuseStrangeOrigin(form: OpenForm, origin: string | null, public_url: string): void {
  if (!origin || origin === new URL(public_url).origin || form.allowed_origins.includes(origin)) return
  throw forbidden(
    'lead_forms.origin_not_allowed',
    `This form may not stand on ${origin.slice(0, 200)}. Add that site to the form, exactly as it is written here.`,
  )
}

/**
 * Text as it was received, but for what PostgreSQL cannot keep and identity numbers, which nobody may (`maskNrics` says
 * why).
 */
const clean = (text: string): string => maskNrics(text.toWellFormed().replaceAll('\0', '')).text

/** All as text, as it would be in a form; what is empty is left out. */
function textsOf(fields: Submission['fields']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== null && value !== '')
      .map(([name, value]) => [clean(name), clean(String(value))]),
  )
}

function refuseMistakes(form: OpenForm, values: Record<string, string>, now: Temporal.Instant): void {
  const mistakes = form.fields.flatMap(({ field, label, is_required }): ProblemField[] => {
    const value = values[field]?.trim()
    const pointer = `/fields/${field}`
    if (!value) return is_required ? [{ pointer, code: 'required', detail: `Fill in “${label}”.` }] : []
    const detail = mistakeIn(field, value, form, now)
    return detail ? [{ pointer, code: 'wrong_format', detail }] : []
  })
  if (mistakes.length) throw invalid('lead_forms.invalid', 'Something is missing, or not right.', mistakes)
}

function mistakeIn(field: string, value: string, { own }: OpenForm, now: Temporal.Instant): string | undefined {
  if (field === 'email') return isEmail(value) ? undefined : 'This is no e-mail address.'
  if (field === 'phone')
    return normalizePhone(value) ? undefined : 'This is no phone number. Write it like 9123 4567 or +60 12 345 6789.'
  if (field === 'uen') {
    const checked = checkUen(value, now.toZonedDateTimeISO('Asia/Singapore').year)
    return 'refusal' in checked ? checked.refusal : undefined
  }
  const wanted = own.find(({ key }) => field === `custom_fields.${key}`)
  if (wanted) {
    const checked = ownValue(wanted, value)
    return 'mistake' in checked ? checked.mistake : undefined
  }
  return value.length > (field === 'notes' ? 10_000 : 200) ? 'This is too long.' : undefined
}

/** The same sent again from the same page is the same: a browser that heard no answer may ask once more. */
function idOf(nonce: string, payload: object): string {
  const hash = createHash('sha256')
    .update(`${nonce}\0${canonicalJson(payload)}`)
    .digest()
    .subarray(0, 16)
  hash[6] = (hash[6]! & 0x0f) | 0x80
  hash[8] = (hash[8]! & 0x3f) | 0x80
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
