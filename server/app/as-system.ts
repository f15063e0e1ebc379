import type { Context } from '#platform/context.ts'
import { db, transact } from '#platform/database.ts'
import type { Parts } from './parts.ts'

type Door = Pick<Parts, 'pool' | 'clock'>

/**
 * A job inside one organisation: the same row security as a request, with the system as the actor. While the
 * organisation is disabled it fails, and is tried again like any job that fails, unless it says why it must run.
 */
export function asSystem<T>(
  { pool, clock }: Door,
  organization_id: string,
  work: (ctx: Context) => Promise<T>,
  { even_disabled = false } = {},
): Promise<T> {
  return transact(pool, organization_id, async (tx) => {
    const ctx: Context = {
      db: tx,
      organization_id,
      actor: { kind: 'system', id: null, name: 'NexusCore' },
      request_id: null,
      ip: null,
      user_agent: null,
      now: clock(),
    }
    if (!even_disabled) await refuseDisabled(ctx)
    return work(ctx)
  })
}

async function refuseDisabled(ctx: Context): Promise<void> {
  const { disabled_at } = await ctx.db.one(
    db.selectFrom('organization_directory').select('disabled_at').where('organization_id', '=', ctx.organization_id),
  )
  if (disabled_at) throw new Error('The organisation is disabled: its work waits until it is enabled')
}

/** Before something of an organisation leaves the house, such as its mail. */
export const refuseOfDisabled = (door: Door, organization_id: string): Promise<void> =>
  asSystem(door, organization_id, async () => undefined)
