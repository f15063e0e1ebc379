import type { Context, UserContext } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { PayTokens } from './pay-tokens.ts'

/** Nobody is signed in: what happens here is done by whoever has the link. */
const holder = { kind: 'system', id: null, name: 'The customer' } as const

export type Opened = { ctx: Context; invoice_id: string; seen_at: string | null }

/** Enters the organisation of a link. One that is forged, replaced or revoked is answered alike: there is nothing. */
export async function openPayLink(ctx: UserContext, tokens: PayTokens, token: string): Promise<Opened> {
  const address = tokens.read(token)
  if (!address) throw noLink()
  const { organization_id, invoice_id, generation } = address
  ctx.db.enter(organization_id)
  const open: TextQuery<{ seen_at: string | null; clock_shift_seconds: number }> = {
    text: `select l.seen_at, d.clock_shift_seconds from organization_directory d
           left join pay_links l on l.organization_id = $1 and l.invoice_id = $2
           where d.organization_id = $1 and d.disabled_at is null and l.revoked_at is null
             and coalesce(l.generation, 1) = $3`,
    parameters: [organization_id, invoice_id, generation],
  }
  const { seen_at, clock_shift_seconds } = await ctx.db.one(open, noLink)
  const now = ctx.now.add({ seconds: clock_shift_seconds })
  return { ctx: { ...ctx, organization_id, actor: holder, now }, invoice_id, seen_at }
}

const noLink = () => notFound('pay link')
