import { sql } from 'kysely'
import { recordEvent } from '#modules/events/record-event.ts'
import { listActiveScoreRules } from '#modules/lead-rules/queries.ts'
import { scoreOf } from '#modules/lead-rules/score.ts'
import type { Context, InTransaction } from '#platform/context.ts'
import { leadsRescored } from './events.ts'

const batchSize = 5_000

/** All leads by the rules of now, a batch in each transaction. Safe to run again, and beside itself. */
export async function rescoreLeads(inTransaction: InTransaction): Promise<void> {
  let after: string | null = '00000000-0000-0000-0000-000000000000'
  let changed_count = 0
  while (after) {
    const from: string = after
    const batch = await inTransaction((ctx) => rescoreBatch(ctx, from))
    changed_count += batch.changed_count
    after = batch.last_id
  }
  await inTransaction(async (ctx) => {
    ctx.db.send({
      text: `insert into lead_settings (organization_id, rescored_at, updated_at) values ($1, $2, $2)
             on conflict (organization_id) do update set rescored_at = excluded.rescored_at`,
      parameters: [ctx.organization_id, ctx.now.toString()],
    })
    if (changed_count) recordEvent(ctx, leadsRescored, { id: ctx.organization_id, changed_count })
  })
}

async function rescoreBatch(ctx: Context, after: string): Promise<{ last_id: string | null; changed_count: number }> {
  const rules = await listActiveScoreRules(ctx)
  return ctx.db.one(sql<{ last_id: string | null; changed_count: number }>`
    with batch as materialized (
      select l.id, l.score, ${scoreOf(rules)} as due from leads l
      where l.organization_id = ${ctx.organization_id} and l.id > ${after}::uuid order by l.id limit ${sql.lit(batchSize)}
    ), changed as (
      update leads l set score = b.due from batch b
      where l.organization_id = ${ctx.organization_id} and l.id = b.id and b.score <> b.due returning l.id
    )
    select (select max(id::text) from batch) as last_id, (select count(*)::int from changed) as changed_count`)
}
