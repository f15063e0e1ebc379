import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { Quote, QuoteRequest } from './schemas.ts'

/** What one interval costs for a quantity, worked out where renewals work it out. Changes nothing. */
export async function quotePrice(ctx: Context, price_id: string, { quantity }: QuoteRequest): Promise<Quote> {
  return ctx.db.one<Quote>(
    {
      text: `select id as price_id, $3::text as quantity, currency,
          price_amount_cents(model, unit_amount_cents, package_size, tiers, $3::text::numeric) as amount_cents
        from prices where organization_id = $1 and id = $2`,
      parameters: [ctx.organization_id, price_id, quantity],
    },
    () => notFound('price'),
  )
}
