import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { DocumentArchive, DocumentArchivePage, DocumentArchiveQuery, DocumentKind } from './schemas.ts'

/** `$2` is the time. */
const face = `a.id, case when a.status = 'ready' and a.expires_at <= $2::timestamptz then 'expired' else a.status end as status,
  a.customer_id, a.document_count, a.done_count,
  'documents-' || to_char(a.created_at at time zone o.timezone, 'YYYY-MM-DD') || '.zip' as file_name,
  case when a.status = 'ready' then a.content_bytes end as file_bytes,
  a.failure, a.requested_by, a.created_at, a.ended_at, a.expires_at`
const source = 'document_archives a join organizations o on o.organization_id = a.organization_id'

export async function getDocumentArchive(ctx: Context, id: string): Promise<DocumentArchive> {
  const query: TextQuery<DocumentArchive> = {
    text: `select ${face} from ${source} where a.organization_id = $1 and a.id = $3`,
    parameters: [ctx.organization_id, ctx.now.toString(), id],
  }
  return ctx.db.one(query, () => notFound('document archive'))
}

/** Newest first. */
export async function listDocumentArchives(
  ctx: Context,
  cursors: Cursors,
  query: DocumentArchiveQuery,
): Promise<DocumentArchivePage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('document archives', query.cursor)
  const page: TextQuery<DocumentArchive> = {
    text: `select ${face} from ${source}
           where a.organization_id = $1 and ($3::uuid is null or a.id < $3) order by a.id desc limit ${limit + 1}`,
    parameters: [ctx.organization_id, ctx.now.toString(), place?.id ?? null],
  }
  return pageOf(cursors, 'document archives', await ctx.db.all(page), limit, ({ id }) => id)
}

export type Undrawn = { position: number; document_kind: DocumentKind; document_id: string; number: string }

/** What is to be drawn next; nothing where the archive is not being built any more. */
export async function listUndrawn(ctx: Context, id: string, limit: number): Promise<Undrawn[]> {
  return ctx.db.all<Undrawn>({
    text: `select i.position, i.document_kind, i.document_id, i.number from document_archive_items i
           join document_archives a on a.organization_id = i.organization_id and a.id = i.archive_id
           where i.organization_id = $1 and i.archive_id = $2 and i.file_key is null and a.status = 'building'
           order by i.position limit ${limit}`,
    parameters: [ctx.organization_id, id],
  })
}

export type DrawnFile = { number: string; file_key: string; file_bytes: number; file_crc32: string }

export async function listDrawn(ctx: Context, id: string): Promise<DrawnFile[]> {
  return ctx.db.all<DrawnFile>({
    text: `select number, file_key, file_bytes, file_crc32 from document_archive_items
           where organization_id = $1 and archive_id = $2 and file_key is not null order by position`,
    parameters: [ctx.organization_id, id],
  })
}
