import type { InboundMail } from '#modules/lead-mails/mail-door.ts'

const names = ['INBOUND_MAIL_DOMAIN', 'INBOUND_MAIL_SECRET', 'INBOUND_MAIL_AUTHSERV'] as const
type Env = Partial<Record<(typeof names)[number], string | undefined>>

/** All three or none: without the secret anybody could write mail in, and without the name no sender can be believed. */
export function readInboundMail(env: Env, mistakes: string[]): InboundMail | undefined {
  const [domain, secret, authserv_id] = names.map((name) => env[name]?.trim().toLowerCase() || undefined)
  if (!domain && !secret && !authserv_id) return undefined
  const missing = names.filter((name) => !env[name]?.trim())
  if (missing.length) mistakes.push(`${missing.join(' and ')} must be set too: ${names.join(', ')} belong together.`)
  if (domain && !/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$/.test(domain))
    mistakes.push('INBOUND_MAIL_DOMAIN must be a domain of its own for this mail, such as in.example.com.')
  const secrets = (env.INBOUND_MAIL_SECRET ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
  if (secrets.some((each) => each.length < 24))
    mistakes.push('INBOUND_MAIL_SECRET must be secrets of 24 characters or more, with a comma between two of them.')
  return domain && secrets.length && authserv_id ? { domain, secrets, authserv_id } : undefined
}
