import type { Context, InTransaction } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import type { Storage } from '#platform/storage.ts'
import { removeFile, type StoredFile } from './read-file.ts'

/** A month after it ended what was read of a file is forgotten; one that nobody went on with, after a week. */
export async function sweepLeadImports(transact: InTransaction, storage: Storage): Promise<void> {
  const due = await transact((ctx) => ctx.db.all(selectDue(ctx)))
  for (const file of due)
    await transact(async (ctx) => {
      // Somebody may have started it since: then it is looked at again when it has ended.
      const held = await ctx.db.find(selectDue(ctx, file.id))
      if (!held) return
      const parameters = [ctx.organization_id, file.id]
      ctx.db.send({ text: 'delete from lead_import_rows where organization_id = $1 and import_id = $2', parameters })
      ctx.db.send({
        text: `update lead_imports set swept_at = $3, status = case when ended_at is null then 'cancelled' else status end,
                 ended_at = coalesce(ended_at, $3)
               where organization_id = $1 and id = $2`,
        parameters: [...parameters, ctx.now.toString()],
      })
      await removeFile(storage, held)
    })
}

/** All that are due, or this one if it is, held. */
const selectDue = (ctx: Context, id: string | null = null): TextQuery<StoredFile> => ({
  text: `select organization_id, id, part_count from lead_imports
         where organization_id = $1 and ($3::uuid is null or id = $3) and swept_at is null
           and (ended_at <= $2::timestamptz - interval '30 days'
             or status in ('uploading', 'uploaded', 'checked') and created_at <= $2::timestamptz - interval '7 days')
         order by id limit 1000 for update`,
  parameters: [ctx.organization_id, ctx.now.toString(), id],
})
