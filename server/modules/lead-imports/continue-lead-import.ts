import { leadAllowanceQuery, lockLeadAllowance } from '#modules/entitlements/queries.ts'
import { roomFor } from '#modules/entitlements/rules.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import { insertLeads } from '#modules/leads/insert-leads.ts'
import type { NewLead } from '#modules/leads/schemas.ts'
import { listLeadStages } from '#modules/leads/stage-queries.ts'
import type { Context, InTransaction } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import type { Storage } from '#platform/storage.ts'
import { leadImportCompleted } from './events.ts'
import { findAmongLeads, type Keyed } from './find-duplicates.ts'
import { listMemberAddresses } from '#modules/leads/member-queries.ts'
import { getLeadImport, getStoredFile, type HeldImport, lockLeadImport } from './queries.ts'
import { removeFile } from './read-file.ts'

/** Few enough that the progress is seen to move and a crash loses a second's work. */
const batchSize = 500

/**
 * Makes the leads of the next rows, and writes down how far it is in the same transaction: no row is lost or comes twice,
 * however often it is started over. What somebody entered since the dry run counts as there already, and what they archived does not.
 */
export async function continueLeadImport(transact: InTransaction, storage: Storage, id: string): Promise<void> {
  while (await transact((ctx) => importBatch(ctx, id)));
  const file = await transact((ctx) => getStoredFile(ctx, id))
  if (file.status === 'completed') await removeFile(storage, file)
}

async function importBatch(ctx: Context, id: string): Promise<boolean> {
  const held = await lockLeadImport(ctx, id)
  if (held.status !== 'importing') return false
  const rows = await ctx.db.all(selectBatch(ctx, held))
  if (rows.length === 0) {
    await complete(ctx, id)
    return false
  }
  const takesAll = held.choices!.duplicates === 'flag'
  const known = takesAll ? new Map<number, string>() : await findAmongLeads(ctx, id, rows, held.choices!)
  const changed = takesAll
    ? []
    : await withinPlan(
        ctx,
        rows.filter((row) => isOtherwise(row, known)),
      )
  const wanted = rows.flatMap((row) => {
    const isNew = takesAll || (row.verdict === 'new') !== changed.includes(row)
    return row.lead && isNew ? [row.lead] : []
  })
  await insertLeads(ctx, await stillTrue(ctx, id, wanted))
  markChanged(ctx, id, changed, known)
  const late_count = changed.filter(({ verdict }) => verdict === 'new').length
  ctx.db.send({
    text: `update lead_imports set done_line = $3, done_count = done_count + $4, imported_count = imported_count + $5,
             new_count = new_count - $6, duplicate_count = duplicate_count + $6
           where organization_id = $1 and id = $2`,
    parameters: [
      ctx.organization_id,
      id,
      rows.at(-1)!.line,
      rows.length,
      wanted.length,
      2 * late_count - changed.length,
    ],
  })
  return true
}

type Row = Keyed & { verdict: string; lead: NewLead | null; duplicate_of_line: number | null }

/** It came since the dry run, or the lead that it was the same as is gone since. */
const isOtherwise = ({ line, verdict, duplicate_of_line }: Row, known: ReadonlyMap<number, string>): boolean =>
  verdict === 'new' ? known.has(line) : verdict === 'duplicate' && duplicate_of_line === null && !known.has(line)

/** What the dry run did not count comes in while the plan has room beside what was promised; the rest stays as it was. */
async function withinPlan(ctx: Context, changed: Row[]): Promise<Row[]> {
  if (!changed.some(({ verdict }) => verdict === 'duplicate')) return changed
  lockLeadAllowance(ctx)
  const allowance = await ctx.db.find(leadAllowanceQuery(ctx))
  let room = allowance ? roomFor(allowance) : Number.POSITIVE_INFINITY
  return changed.filter(({ verdict }) => verdict === 'new' || room-- > 0)
}

const selectBatch = (ctx: Context, { id, done_line }: HeldImport): TextQuery<Row> => ({
  text: `select line, verdict, lead, duplicate_of_line, email_normalized, phone, uen from lead_import_rows
         where organization_id = $1 and import_id = $2 and line > $3 order by line limit ${batchSize}`,
  parameters: [ctx.organization_id, id, done_line],
})

function markChanged(ctx: Context, id: string, changed: readonly Row[], known: ReadonlyMap<number, string>): void {
  if (changed.length === 0) return
  const rows = changed.map(({ line }) => ({ line, lead_id: known.get(line) }))
  ctx.db.send({
    text: `update lead_import_rows r set duplicate_of_lead_id = c.lead_id,
             verdict = case when c.lead_id is null then 'new' else 'duplicate' end
           from jsonb_to_recordset($3::jsonb) c (line int, lead_id uuid)
           where r.organization_id = $1 and r.import_id = $2 and r.line = c.line`,
    parameters: [ctx.organization_id, id, JSON.stringify(rows)],
  })
}

/** Since the dry run somebody may have left the team, or a stage the board: then the rules choose, as for any lead. */
async function stillTrue(ctx: Context, import_id: string, leads: NewLead[]) {
  const members = new Set((await listMemberAddresses(ctx)).values())
  const { data: stages } = await listLeadStages(ctx)
  const isOpen = (stage_id: string) => stages.some(({ id, status }) => id === stage_id && status !== 'converted')
  return leads.map(({ owner_user_id, stage_id, ...lead }) => ({
    ...lead,
    import_id,
    ...(owner_user_id && members.has(owner_user_id) && { owner_user_id }),
    ...(stage_id && isOpen(stage_id) && { stage_id }),
  }))
}

async function complete(ctx: Context, id: string): Promise<void> {
  ctx.db.send({
    text: `update lead_imports set status = 'completed', ended_at = $3 where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id, ctx.now.toString()],
  })
  recordEvent(ctx, leadImportCompleted, await getLeadImport(ctx, id))
}
