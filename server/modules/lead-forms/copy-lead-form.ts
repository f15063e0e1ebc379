import type { Context } from '#platform/context.ts'
import { createLeadForm } from './create-lead-form.ts'
import { getLeadForm } from './queries.ts'
import type { LeadForm } from './schemas.ts'

/** Another one alike, with an address of its own. */
export async function copyLeadForm(ctx: Context, id: string): Promise<LeadForm> {
  const form = await getLeadForm(ctx, id)
  const { name, heading, intro, button_label, thanks, redirect_url, fields, consents, source, tags } = form
  const { owner_user_id, allowed_origins, notify_user_ids } = form
  return createLeadForm(ctx, {
    name: `${name.slice(0, 73)} (copy)`,
    heading,
    intro,
    button_label,
    thanks,
    redirect_url,
    fields,
    consents,
    source,
    tags,
    owner_user_id,
    allowed_origins,
    notify_user_ids,
  })
}
