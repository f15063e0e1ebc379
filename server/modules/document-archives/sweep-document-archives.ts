import type { Context } from '#platform/context.ts'

/** Forgets what files were made of that nobody can download any more. That there was one is kept. */
export async function sweepDocumentArchives(ctx: Context): Promise<void> {
  await ctx.db.all({
    text: `with swept as (
             update document_archives set swept_at = $2
             where organization_id = $1 and swept_at is null and ended_at is not null
               and coalesce(expires_at, ended_at) <= $2::timestamptz
             returning id
           )
           delete from document_archive_items where organization_id = $1 and archive_id in (select id from swept)`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  })
}
