import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'

/** Takes the UEN from a disabled organisation, for somebody else to use. It can never be enabled again. */
export async function releaseUen(ctx: Context, organization_id: string): Promise<void> {
  const released = await ctx.db.find(
    db
      .updateTable('organization_directory')
      .set((column) => ({ released_uen: column.ref('uen'), uen: organization_id }))
      .where('organization_id', '=', organization_id)
      .where('disabled_at', 'is not', null)
      .returning('organization_id'),
  )
  if (!released)
    throw conflict(
      'operator.holder_is_active',
      'Disable the organisation that has this UEN first, or refuse the claim.',
    )
}
