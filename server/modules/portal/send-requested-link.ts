import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { normalizeEmail } from '#platform/mail.ts'
import { type Addressee, getPortalSettings, listAddressees } from './queries.ts'
import { queueLink } from './send-portal-link.ts'

const coolDown = { minutes: 1 }
const perHour = 10

/** Mails a link if the address is that of a customer; if not, nothing happens, and nobody hears of it. */
export async function sendRequestedLink(ctx: Context, public_url: string, email: string): Promise<void> {
  const { is_enabled } = await getPortalSettings(ctx)
  if (!is_enabled) return
  const [addressee] = await listAddressees(ctx, normalizeEmail(email))
  if (!addressee || (await isPestered(ctx, addressee))) return
  await queueLink(ctx, public_url, addressee, true)
}

/** Nobody fills another's mailbox here. Whoever asks for the same address at the same time waits for the lock. */
async function isPestered(ctx: Context, { id }: Addressee): Promise<boolean> {
  const since = ctx.now.subtract({ hours: 1 }).toString()
  const lock: TextQuery<unknown> = {
    text: 'select id from customers where organization_id = $1 and id = $2 for update',
    parameters: [ctx.organization_id, id],
  }
  await ctx.db.all(lock)
  const recent: TextQuery<{ created_at: string }> = {
    text: `select created_at from customer_mails
           where organization_id = $1 and customer_id = $2 and kind = 'portal_link' and created_at between $3 and $4`,
    parameters: [ctx.organization_id, id, since, ctx.now.toString()],
  }
  const times = (await ctx.db.all(recent)).map(({ created_at }) => created_at)
  const justNow = ctx.now.subtract(coolDown)
  return times.length >= perHour || times.some((time) => Temporal.Instant.compare(time, justNow) > 0)
}
