import { prepareDetails } from '#modules/leads/check-lead.ts'
import { insertLeads } from '#modules/leads/insert-leads.ts'
import type { Context } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { fileAt, lockHeld } from './file-lead-mail.ts'
import type { LeadMail, LeadOfMail } from './schemas.ts'

/** Makes a lead of whom a held mail is from or to, with the mail in its timeline. No plan refuses what came by mail. */
export async function makeLeadOfMail(ctx: Context, id: string, input: LeadOfMail): Promise<LeadMail> {
  const { counterparts } = await lockHeld(ctx, id)
  const email = input.email ?? counterparts[0]?.address
  const party = counterparts.find(({ address }) => address === email?.toLowerCase())
  const name = input.name ?? (party?.name || email?.split('@')[0])
  if (!name)
    throw invalid('lead_mails.nobody', 'The mail does not say whom it is about.', [
      { pointer: '/name', code: 'required', detail: 'Say what the lead is called.' },
    ])
  const { details } = await prepareDetails(ctx, {
    name,
    source: 'E-mail',
    ...(email && { email }),
    ...(input.company && { company: input.company }),
  })
  const [lead] = await insertLeads(ctx, [details])
  return fileAt(ctx, id, lead!.id)
}
