import { getCustomer } from '#modules/customers/queries.ts'
import type { Context } from '#platform/context.ts'
import { conflict, invalid } from '#platform/errors.ts'
import type { PortalUrl } from './emails.ts'
import { debtorsQuery } from './overdue.ts'
import { getDunningSettings } from './queries.ts'
import { stepReached } from './rules.ts'
import type { DunningNotice } from './schemas.ts'
import { writeNotice } from './write-notice.ts'

/** Sends a reminder now, in the words of the step that is reached, or of the first; also while reminders are off or paused. */
export async function remindCustomer(ctx: Context, customer_id: string, portalUrl: PortalUrl): Promise<DunningNotice> {
  const { name, email } = await getCustomer(ctx, customer_id)
  if (!email)
    throw invalid('dunning.no_recipient', `Add the e-mail address of ${name} first.`, [
      { pointer: '/email', code: 'required', detail: 'A reminder needs an address.' },
    ])
  const { steps } = await getDunningSettings(ctx)
  const debtor = await ctx.db.find(debtorsQuery(ctx, steps, { customer_id }))
  if (!debtor)
    throw conflict('dunning.nothing_overdue', `Nothing of ${name} is overdue, or all of it is promised or disputed.`)
  const [lead] = debtor.invoices
  const step = stepReached(steps, lead!.due_date, debtor.today) ?? steps[0]!
  const notice = await writeNotice(ctx, debtor, { lead_invoice_id: lead!.id, step }, true, portalUrl)
  if (!notice) throw conflict('dunning.reminded_today', `${name} has had a reminder today. Send the next one tomorrow.`)
  return notice
}
