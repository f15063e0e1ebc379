import type { InTransaction } from '#platform/context.ts'
import type { Storage } from '#platform/storage.ts'
import { rawKey } from './mail-door.ts'

/** A month after it was filed or discarded a mail is forgotten here; so is the message as it came, where it still lies. */
export async function sweepLeadMails(transact: InTransaction, storage: Storage): Promise<void> {
  const files = await transact((ctx) =>
    ctx.db.all<{ organization_id: string; id: string }>({
      text: `select organization_id, id from lead_mails
             where organization_id = $1 and is_raw_kept and status <> 'received'
               and (held_reason is distinct from 'unreadable' or received_at <= $2::timestamptz - interval '30 days')
             order by id limit 1000`,
      parameters: [ctx.organization_id, ctx.now.toString()],
    }),
  )
  for (const { organization_id, id } of files) await storage.remove(rawKey(organization_id, id))
  await transact(async (ctx) => {
    ctx.db.send({
      text: 'update lead_mails set is_raw_kept = false where organization_id = $1 and id in (select jsonb_array_elements_text($2::jsonb)::uuid)',
      parameters: [ctx.organization_id, JSON.stringify(files.map(({ id }) => id))],
    })
    ctx.db.send({
      text: `delete from lead_mails where organization_id = $1 and not is_raw_kept and settled_at <= $2::timestamptz - interval '30 days'`,
      parameters: [ctx.organization_id, ctx.now.toString()],
    })
  })
}
