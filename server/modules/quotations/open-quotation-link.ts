import type { Context, UserContext } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { type Found, getQuotation } from './queries.ts'
import type { QuotationTokens } from './quotation-tokens.ts'

/** Nobody is signed in: what happens here is done by whoever has the link. */
const holder = { kind: 'system', id: null, name: 'The recipient' } as const

export type OpenedQuotation = { ctx: Context; quotation: Found }

/** Enters the organisation of a link. One that is forged, or whose quotation is gone, is answered alike. */
export async function openQuotationLink(
  ctx: UserContext,
  tokens: QuotationTokens,
  token: string,
): Promise<OpenedQuotation> {
  const address = tokens.read(token)
  if (!address) throw notFound('quotation')
  const { organization_id, quotation_id } = address
  ctx.db.enter(organization_id)
  const open: TextQuery<{ clock_shift_seconds: number }> = {
    text: 'select clock_shift_seconds from organization_directory where organization_id = $1 and disabled_at is null',
    parameters: [organization_id],
  }
  const { clock_shift_seconds } = await ctx.db.one(open, () => notFound('quotation'))
  const inside = { ...ctx, organization_id, actor: holder, now: ctx.now.add({ seconds: clock_shift_seconds }) }
  const quotation = await getQuotation(inside, quotation_id)
  if (quotation.status === 'draft') throw notFound('quotation')
  return { ctx: inside, quotation }
}
