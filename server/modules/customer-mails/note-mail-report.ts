import { recordEvent } from '#modules/events/record-event.ts'
import type { EventDefinition } from '#modules/events/define-event.ts'
import type { Context } from '#platform/context.ts'
import { db, type Query } from '#platform/database.ts'
import { customerMailBounced, customerMailComplained, customerMailDelivered, customerMailOpened } from './events.ts'
import { customerMailColumns } from './queries.ts'
import type { CustomerMail, MailReport } from './schemas.ts'

const noted = {
  delivered: { column: 'delivered_at', event: customerMailDelivered },
  opened: { column: 'opened_at', event: customerMailOpened },
  bounced: { column: 'bounced_at', event: customerMailBounced },
  complained: { column: 'complained_at', event: customerMailComplained },
} as const satisfies Record<MailReport['kind'], { column: string; event: EventDefinition<CustomerMail> }>

/** Writes down what the mail provider reports of a mail, the first time that it does; reports come more than once. */
export async function noteMailReport(ctx: Context, id: string, { kind, detail }: MailReport): Promise<void> {
  const { column, event } = noted[kind]
  const isReturned = kind === 'bounced' || kind === 'complained'
  const mail = await ctx.db.find(
    db
      .updateTable('customer_mails')
      .set({ [column]: ctx.now.toString(), ...(isReturned && { return_reason: detail?.slice(0, 500) ?? null }) })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where(column, 'is', null)
      .returning(customerMailColumns) as Query<CustomerMail>,
  )
  if (mail) recordEvent(ctx, event, mail)
}
