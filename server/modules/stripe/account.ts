import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import type { Sealed, StripeDoor } from './stripe-door.ts'

/** By which account an organisation is paid: its own, or with neither key nor id that of the installation. */
export type Account = { account_id: string | null; own: Sealed | undefined }

type Row = { account_id: string | null; secret_key: Buffer | null }

export async function getAccount(ctx: Context): Promise<Account> {
  const query: TextQuery<Row> = {
    text: 'select account_id, secret_key from stripe_connections where organization_id = $1',
    parameters: [ctx.organization_id],
  }
  const { account_id = null, secret_key } = (await ctx.db.find(query)) ?? {}
  return { account_id, own: secret_key ? { organization_id: ctx.organization_id, secret_key } : undefined }
}

export async function refuseWithoutAccount(
  ctx: Context,
  { is_configured }: Pick<StripeDoor, 'is_configured'>,
): Promise<void> {
  if (!is_configured && !(await getAccount(ctx)).own) throw notConfigured()
}

export const notConfigured = () =>
  conflict('stripe.not_configured', 'No Stripe account is connected, so nothing can be paid online.')
