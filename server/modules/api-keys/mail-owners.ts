import { getOrganization } from '#modules/organizations/queries.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { asWords, letter, queueMail } from '#platform/mail.ts'
import type { ApiKey } from './schemas.ts'

/** A key works without a person beside it, so those who answer for the organisation are told of each. */
export async function mailOwners(ctx: Context, { name, scopes, ...key }: ApiKey, public_url: string): Promise<void> {
  const organization = await getOrganization(ctx)
  const owners = await ctx.db.all(
    db
      .selectFrom('memberships as m')
      .innerJoin('users as u', 'u.id', 'm.user_id')
      .select(['u.email', 'u.name'])
      .where('m.organization_id', '=', ctx.organization_id)
      .where('m.role', '=', 'owner')
      .where('u.disabled_at', 'is', null),
  )
  const end = Temporal.Instant.from(key.expires_at).toZonedDateTimeISO(organization.timezone).toLocaleString('en-SG', {
    dateStyle: 'long',
  })
  for (const owner of owners)
    queueMail(
      ctx,
      letter({
        to: owner.email,
        subject: `New API key for ${asWords(organization.name)}: ${asWords(name)}`,
        paragraphs: [
          `Hello ${asWords(owner.name)},`,
          `${asWords(key.created_by_name)} made the API key “${asWords(name)}” for ${asWords(organization.name)}. It begins with ${key.prefix} and works until ${end}.`,
          `With it a program may use: ${scopes.join(', ')}.`,
          'If you do not know of this, revoke the key at once, and talk to the person who made it.',
        ],
        button: { label: 'See the organisation', url: public_url },
      }),
    )
}
