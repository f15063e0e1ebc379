import { recordInBoth } from '#modules/events/record-in-both.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { organizationDisabled, organizationEnabled } from './events.ts'

/** Shuts an organisation, by its operator: everybody in it is refused from their next request on. Nothing is deleted. */
export async function disableOrganization(ctx: Context, id: string, reason: string): Promise<void> {
  if (id === ctx.organization_id)
    throw conflict('operator.own_organization', 'The organisation that runs this installation cannot be disabled.')
  const { name, disabled_at } = await lockEntry(ctx, id)
  if (disabled_at) return
  ctx.db.send(setDisabled(id, ctx.now.toString()))
  recordInBoth(ctx, id, organizationDisabled, { id, name, reason })
}

/** Opens it again, unless its UEN has been given to another in the meantime. */
export async function enableOrganization(ctx: Context, id: string): Promise<void> {
  const { name, disabled_at, released_uen } = await lockEntry(ctx, id)
  if (released_uen)
    throw conflict(
      'operator.uen_released',
      `The UEN ${released_uen} was taken from this organisation for another. It stays disabled.`,
    )
  if (!disabled_at) return
  ctx.db.send(setDisabled(id, null))
  recordInBoth(ctx, id, organizationEnabled, { id, name })
}

async function lockEntry(ctx: Context, id: string) {
  return ctx.db.one(
    db
      .selectFrom('organization_directory')
      .select(['name', 'disabled_at', 'released_uen'])
      .where('organization_id', '=', id)
      .forNoKeyUpdate(),
    () => notFound('organization'),
  )
}

const setDisabled = (id: string, disabled_at: string | null) =>
  db.updateTable('organization_directory').set({ disabled_at }).where('organization_id', '=', id)
