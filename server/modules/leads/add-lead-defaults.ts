import { addDefaultScoreRules } from '#modules/lead-rules/add-default-score-rules.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { fold } from './rules.ts'
import type { LeadStatus } from './schemas.ts'

const stages: { name: string; status: LeadStatus; probability_percent: number }[] = [
  { name: 'New', status: 'new', probability_percent: 10 },
  { name: 'Contacted', status: 'contacted', probability_percent: 20 },
  { name: 'Qualified', status: 'qualified', probability_percent: 50 },
  { name: 'Quoted', status: 'qualified', probability_percent: 70 },
  { name: 'Won', status: 'converted', probability_percent: 100 },
  { name: 'Lost', status: 'disqualified', probability_percent: 0 },
]

/** The board and the score rules that a new organisation begins with: its own event says that they are there. */
export function addLeadDefaults(ctx: Context): void {
  const now = ctx.now.toString()
  const rows = stages.map((stage, position) => ({
    organization_id: ctx.organization_id,
    id: newId(),
    ...stage,
    name_normalized: fold(stage.name),
    position,
    created_at: now,
    updated_at: now,
  }))
  ctx.db.send(db.insertInto('lead_stages').values(rows))
  addDefaultScoreRules(ctx)
}
