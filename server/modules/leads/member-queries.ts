import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'

/** Who may be given leads, by e-mail address. */
export async function listMemberAddresses(ctx: Context): Promise<Map<string, string>> {
  const query: TextQuery<{ id: string; email: string }> = {
    text: `select u.id, lower(u.email) as email from memberships m join users u on u.id = m.user_id where m.organization_id = $1`,
    parameters: [ctx.organization_id],
  }
  return new Map((await ctx.db.all(query)).map(({ id, email }) => [email, id]))
}
