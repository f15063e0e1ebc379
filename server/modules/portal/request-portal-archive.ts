import { requestDocumentArchive } from '#modules/document-archives/request-document-archive.ts'
import type { DocumentArchive } from '#modules/document-archives/schemas.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Visit } from './open-portal.ts'
import { kindsIn } from './rules.ts'
import { getPortalArchive, ownArchives } from './visit-queries.ts'

/** One zip of whatever papers the customer may see. Asked for again while it is put together, it is the same one. */
export async function requestPortalArchive(visit: Visit): Promise<DocumentArchive> {
  const { ctx, customer_id, modules } = visit
  const kinds = kindsIn(modules)
  if (kinds.length === 0) throw notFound('page')
  // The customer's row is held, so that of two clicks at once one waits and finds what the other asked for.
  const lock: TextQuery<unknown> = {
    text: 'select from customers where organization_id = $1 and id = $2 for no key update',
    parameters: [ctx.organization_id, customer_id],
  }
  const building: TextQuery<{ id: string }> = {
    text: `select a.id ${ownArchives} and a.status = 'building' order by a.id desc limit 1`,
    parameters: [ctx.organization_id, customer_id, `{${kinds.join()}}`],
  }
  const [, [under_way]] = await ctx.db.batch(lock, building)
  if (under_way) return getPortalArchive(visit, under_way.id)
  return requestDocumentArchive(ctx, { filter: { customer_id, kinds } })
}
