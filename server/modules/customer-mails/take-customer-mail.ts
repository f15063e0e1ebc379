import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { settleCustomerMail } from './settle-customer-mail.ts'

/**
 * Claims a mail before it goes out; answers whether it is to be sent. What was claimed and never settled went down with
 * its process, perhaps after the mail server had taken it: it is given up, for better none than two.
 */
export async function takeCustomerMail(ctx: Context, id: string, isWanted: () => Promise<boolean>): Promise<boolean> {
  const row = db
    .selectFrom('customer_mails')
    .select(['status', 'attempts'])
    .where('organization_id', '=', ctx.organization_id)
    .where('id', '=', id)
    .forUpdate()
  const { status, attempts } = await ctx.db.one(row)
  if (status === 'sending')
    await settleCustomerMail(ctx, id, {
      status: 'failed',
      failure: 'It was interrupted while it went out and may have arrived. Ask before you send it again.',
    })
  if (status !== 'queued') return false
  if (!(await isWanted())) {
    await settleCustomerMail(ctx, id, { status: 'cancelled', failure: null })
    return false
  }
  ctx.db.send(
    db
      .updateTable('customer_mails')
      .set({ status: 'sending', attempts: attempts + 1 })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id),
  )
  return true
}
