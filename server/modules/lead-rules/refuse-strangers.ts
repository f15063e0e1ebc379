import type { Context } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'

/** Leads are given to members only. `pointer` names the field where there is one person in it. */
export async function refuseStrangers(ctx: Context, user_ids: readonly string[], pointer?: string): Promise<void> {
  const rows = await ctx.db.all<{ user_id: string }>({
    text: 'select user_id from memberships where organization_id = $1 and user_id = any($2::uuid[])',
    parameters: [ctx.organization_id, `{${user_ids.join()}}`],
  })
  const members = new Set(rows.map(({ user_id }) => user_id))
  const fields = user_ids.flatMap((user_id, i) =>
    members.has(user_id)
      ? []
      : [{ pointer: pointer ?? `/user_ids/${i}`, code: 'not_found', detail: 'Nobody in the team has this id.' }],
  )
  if (fields.length) throw invalid('lead_rules.invalid', 'Leads are given to members of the team.', fields)
}
