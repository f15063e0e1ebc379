import type { LeadField } from '#modules/leads/stage-schemas.ts'
import { type Pool, read, type TextQuery } from '#platform/database.ts'
import { gone, notFound } from '#platform/errors.ts'
import type { LeadForm } from './schemas.ts'

/** A form as the door needs it, with what is around it. */
export type OpenForm = Pick<
  LeadForm,
  | 'id'
  | 'form_key'
  | 'heading'
  | 'intro'
  | 'button_label'
  | 'thanks'
  | 'redirect_url'
  | 'fields'
  | 'consents'
  | 'allowed_origins'
> & { organization_id: string; organization_name: string; clock_shift_seconds: number; own: LeadField[] }
type Known = { form: OpenForm | undefined; is_open: boolean; at_ms: number }

export type FormDoor = {
  /** The form that somebody stands before; throws when there is none, or it is closed. */
  find(form_key: string): Promise<OpenForm>
  /** After a change: the next visitor sees it at once, in this process; in others within `freshness_ms`. */
  forget(form_key: string): void
}

const freshness_ms = 5_000
const most = 2_000

/** Remembers forms for seconds, so that a thousand visitors cost one question. */
export function createFormDoor(pool: Pool, now_ms: () => number = () => performance.now()): FormDoor {
  const known = new Map<string, Known>()
  const look = async (form_key: string): Promise<Known> => {
    const found = known.get(form_key)
    if (found && now_ms() - found.at_ms < freshness_ms) return found
    const looked = { ...(await load(pool, form_key)), at_ms: now_ms() }
    // Keys that nobody gave out are not remembered: they would push out those that are in use.
    if (looked.form) known.set(form_key, looked)
    if (known.size > most) known.delete(known.keys().next().value!)
    return looked
  }
  return {
    async find(form_key) {
      const { form, is_open } = await look(form_key)
      if (!form) throw notFound('form')
      if (!is_open) throw gone('lead_forms.closed', 'This form is closed: nothing can be sent through it any more.')
      return form
    },
    forget: (form_key) => void known.delete(form_key),
  }
}

async function load(pool: Pool, form_key: string): Promise<Omit<Known, 'at_ms'>> {
  return read(pool, undefined, async (tx) => {
    const whose: TextQuery<{
      organization_id: string
      form_id: string
      organization_name: string
      clock_shift_seconds: number
    }> = {
      text: `select k.organization_id, k.form_id, d.name as organization_name, d.clock_shift_seconds
             from lead_form_keys k join organization_directory d on d.organization_id = k.organization_id
             where k.form_key = $1 and d.disabled_at is null`,
      parameters: [form_key],
    }
    const owner = await tx.find(whose)
    if (!owner) return { form: undefined, is_open: false }
    const { form_id, ...around } = owner
    tx.enter(around.organization_id)
    const forms: TextQuery<Omit<OpenForm, keyof typeof around | 'own'> & { is_open: boolean }> = {
      text: `select id, form_key, heading, intro, button_label, thanks, redirect_url, fields, consents, allowed_origins,
               is_open and archived_at is null as is_open
             from lead_forms where organization_id = $1 and id = $2`,
      parameters: [around.organization_id, form_id],
    }
    const fields: TextQuery<LeadField> = {
      text: `select id, key, label, kind, choices, position, archived_at, version, created_at, updated_at
             from lead_fields where organization_id = $1 and archived_at is null order by position, id`,
      parameters: [around.organization_id],
    }
    const [[form], own] = await tx.batch(forms, fields)
    if (!form) return { form: undefined, is_open: false }
    const { is_open, ...rest } = form
    return { form: { ...rest, ...around, own }, is_open }
  })
}
