import type { Context } from '#platform/context.ts'
import { db, transact } from '#platform/database.ts'
import type { Parts } from './parts.ts'

type Door = Pick<Parts, 'pool' | 'clock'>
type Options = { even_disabled?: boolean; in_real_time?: boolean }

/**
 * A job inside one organisation: the same row security as a request, with the system as the actor, at the time of that
 * organisation. While it is disabled the job fails, and is tried again like any job that fails, unless it says why it
 * must run; what guards who comes in runs on our time.
 */
export function asSystem<T>(
  { pool, clock }: Door,
  organization_id: string,
  work: (ctx: Context) => Promise<T>,
  { even_disabled = false, in_real_time = false }: Options = {},
): Promise<T> {
  return transact(pool, organization_id, async (tx) => {
    const { disabled_at, clock_shift_seconds } = await tx.one(
      db
        .selectFrom('organization_directory')
        .select(['disabled_at', 'clock_shift_seconds'])
        .where('organization_id', '=', organization_id),
    )
    if (disabled_at && !even_disabled)
      throw new Error('The organisation is disabled: its work waits until it is enabled')
    return work({
      db: tx,
      organization_id,
      actor: { kind: 'system', id: null, name: 'NexusCore' },
      request_id: null,
      ip: null,
      user_agent: null,
      now: clock().add({ seconds: in_real_time ? 0 : clock_shift_seconds }),
    })
  })
}

/** Before something of an organisation leaves the house, such as its mail. */
export const refuseOfDisabled = (door: Door, organization_id: string): Promise<void> =>
  asSystem(door, organization_id, async () => undefined)
