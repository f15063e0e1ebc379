import type { LeadField } from '#modules/leads/stage-schemas.ts'
import type { FormField } from './schemas.ts'
import type { PublicForm } from './submission-schemas.ts'
import { type FormParts, refuseStrangeOrigin } from './submit-lead-form.ts'

/** What a visitor sees of a form, with a token that says when. */
export async function showLeadForm(
  { door, tokens, public_url }: Pick<FormParts, 'door' | 'tokens' | 'public_url'>,
  form_key: string,
  origin: string | null,
  now: Temporal.Instant,
): Promise<PublicForm> {
  const form = await door.find(form_key)
  refuseStrangeOrigin(form, origin, public_url)
  const { organization_name, heading, intro, button_label, thanks, redirect_url } = form
  return {
    form_key,
    organization_name,
    heading,
    intro,
    button_label,
    fields: form.fields.flatMap((field) => fieldOf(field, form.own)),
    consents: form.consents,
    thanks,
    redirect_url,
    token: tokens.tokenOf(form_key, now),
  }
}

const kinds = { email: 'email', phone: 'phone', notes: 'long_text' } as const

/** A field of one's own that was archived since is asked no more. */
function fieldOf({ field, label, hint, is_required }: FormField, own: LeadField[]): PublicForm['fields'] {
  const plain = { field, label, hint, is_required, choices: [] as string[] }
  if (!field.startsWith('custom_fields.')) return [{ ...plain, kind: kinds[field as keyof typeof kinds] ?? 'text' }]
  const wanted = own.find(({ key }) => field === `custom_fields.${key}`)
  return wanted ? [{ ...plain, kind: wanted.kind, choices: wanted.choices }] : []
}
