import { sql } from 'kysely'
import { recordEvents } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { leadArchived } from './events.ts'
import { leadColumns } from './lead-columns.ts'
import type { Lead } from './schemas.ts'

/** Takes leads that are held and not archived out of the lists, each announced. */
export async function archiveLeads(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const archived = await ctx.db.all(
    sql<Lead>`
    update leads set archived_at = ${ctx.now.toString()}, version = version + 1, updated_at = ${ctx.now.toString()}
    where organization_id = ${ctx.organization_id} and id = any(${`{${ids.join()}}`}::uuid[])
    returning ${sql.join(leadColumns.map((column) => sql.ref(column)))}`,
  )
  recordEvents(ctx, leadArchived, archived)
}
