import { refuseStrangers } from '#modules/lead-rules/refuse-strangers.ts'
import { listLeadFields } from '#modules/leads/stage-queries.ts'
import type { Context } from '#platform/context.ts'
import { invalid, type ProblemField } from '#platform/errors.ts'
import type { LeadFormChanges } from './schemas.ts'

/** What a schema cannot say: each field once, of those that there are, and some way to get back to whoever writes. */
export async function refuseWrongForm(ctx: Context, form: LeadFormChanges): Promise<void> {
  const { fields = [], consents = [], notify_user_ids = [] } = form
  const mistakes: ProblemField[] = []
  const own = fields.some(({ field }) => field.startsWith('custom_fields.')) ? (await listLeadFields(ctx)).data : []
  const offered = new Set(own.map(({ key }) => `custom_fields.${key}`))
  fields.forEach(({ field }, i) => {
    const pointer = `/fields/${i}/field`
    if (fields.findIndex((each) => each.field === field) < i)
      mistakes.push({ pointer, code: 'duplicate', detail: 'This field is in the form already.' })
    else if (field.startsWith('custom_fields.') && !offered.has(field))
      mistakes.push({ pointer, code: 'not_found', detail: 'There is no such field of your own.' })
  })
  if (form.fields && !fields.some(({ field }) => field === 'email' || field === 'phone'))
    mistakes.push({
      pointer: '/fields',
      code: 'required',
      detail: 'Ask for an e-mail address or a phone number: else nobody can get back to them.',
    })
  consents.forEach(({ channel }, i) => {
    if (consents.findIndex((each) => each.channel === channel) < i)
      mistakes.push({
        pointer: `/consents/${i}/channel`,
        code: 'duplicate',
        detail: 'This channel has a box already.',
      })
  })
  if (mistakes.length) throw invalid('lead_forms.invalid', 'The form is not right yet.', mistakes)
  if (form.owner_user_id) await refuseStrangers(ctx, [form.owner_user_id], '/owner_user_id')
  if (notify_user_ids.length) await refuseStrangers(ctx, notify_user_ids, '/notify_user_ids')
}
