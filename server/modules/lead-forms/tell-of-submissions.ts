import { getOrganization } from '#modules/organizations/queries.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { asWords, letter, queueMail } from '#platform/mail.ts'
import type { ConsentChannel } from '#modules/lead-consents/schemas.ts'

/** In a flood one mail for each five minutes says as much as a hundred. */
const quiet_s = 300
const namedMax = 20

type Told = {
  form_id: string
  form_name: string
  notify_user_ids: string[]
  lead_id: string
  lead_name: string
  company: string | null
  owner_user_id: string | null
  fields: Record<string, string>
  consents: { channel: ConsentChannel; is_given: boolean }[]
}

/**
 * Mails those who want to know, one letter to each however much came. Answers after how many seconds to come again
 * where somebody was told just now; undefined: nobody waits.
 */
export async function tellOfSubmissionsNow(ctx: Context, public_url: string): Promise<number | undefined> {
  const { wait } = await ctx.db.one<{ wait: number | null }>({
    // One at a time: who comes second must see whom the first told.
    text: `with f as (select told_at from lead_forms where organization_id = $1 order by id for no key update)
           select extract(epoch from max(told_at) + make_interval(secs => ${quiet_s}) - $2::timestamptz)::int as wait from f`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  })
  if (wait !== null && wait > 0) return wait
  const untold = await claimUntold(ctx)
  if (untold.length === 0) return undefined
  ctx.db.send({
    text: `update lead_forms set told_at = $2 where organization_id = $1 and id = any($3::uuid[])`,
    parameters: [
      ctx.organization_id,
      ctx.now.toString(),
      `{${[...new Set(untold.map(({ form_id }) => form_id))].join()}}`,
    ],
  })
  const { slug } = await getOrganization(ctx)
  const members = await listMembers(ctx)
  for (const { id, email, name } of members) {
    const theirs = untold.filter((each) => each.owner_user_id === id || each.notify_user_ids.includes(id))
    if (theirs.length) queueMail(ctx, mailOf({ to: email, name, url: `${public_url}/app/${slug}/leads` }, theirs))
  }
  return undefined
}

async function claimUntold(ctx: Context): Promise<Told[]> {
  const query: TextQuery<Told> = {
    text: `with claimed as (
             update lead_submissions set told_at = $2
             where organization_id = $1 and status = 'processed' and told_at is null and lead_id is not null
             returning id, form_id, lead_id, payload, received_at)
           select c.form_id, f.name as form_name, f.notify_user_ids, c.lead_id, l.name as lead_name, l.company,
             l.owner_user_id, c.payload -> 'fields' as fields, c.payload -> 'consents' as consents
           from claimed c
           join lead_forms f on f.organization_id = $1 and f.id = c.form_id
           join leads l on l.organization_id = $1 and l.id = c.lead_id
           order by c.received_at, c.id`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
  return ctx.db.all(query)
}

async function listMembers(ctx: Context) {
  const query: TextQuery<{ id: string; email: string; name: string }> = {
    text: `select u.id, u.email, u.name from memberships m join users u on u.id = m.user_id
           where m.organization_id = $1 and u.disabled_at is null order by u.id`,
    parameters: [ctx.organization_id],
  }
  return ctx.db.all(query)
}

/** What strangers wrote stands in it as words: nothing of it becomes a link. */
function mailOf(to: { to: string; name: string; url: string }, theirs: Told[]) {
  const [first] = theirs as [Told]
  const isOne = theirs.length === 1
  const who = (each: Told) => asWords(each.company ? `${each.lead_name}, ${each.company}` : each.lead_name)
  return letter({
    to: to.to,
    subject: isOne
      ? `${who(first)} wrote through “${asWords(first.form_name)}”`
      : `${theirs.length} people wrote through your forms`,
    paragraphs: [
      `Hello ${asWords(to.name)},`,
      ...(isOne
        ? Object.entries(first.fields).map(([field, text]) => `${asWords(field)}: ${asWords(text).slice(0, 1_000)}`)
        : theirs.slice(0, namedMax).map((each) => `${who(each)} (${asWords(each.form_name)})`)),
      ...(theirs.length > namedMax ? [`and ${theirs.length - namedMax} more.`] : []),
    ],
    button: isOne
      ? { label: 'Open the lead', url: `${to.url}/${first.lead_id}` }
      : { label: 'See the leads', url: `${to.url}/table` },
  })
}
