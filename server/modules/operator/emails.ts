import type { Organization } from '#modules/organizations/schemas.ts'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import { asWords, letter, type Mail } from '#platform/mail.ts'
import { shortDay } from '#platform/short-day.ts'
import type { UenClaim } from './schemas.ts'

export function uenClaimMail(
  { user_email, user_name, uen, is_upheld }: UenClaim,
  note: string,
  public_url: string,
): Mail {
  return letter({
    to: user_email,
    subject: is_upheld ? `You can use UEN ${uen} now` : `About UEN ${uen}`,
    paragraphs: [
      `Hello ${asWords(user_name)},`,
      is_upheld ? `UEN ${uen} is free: create your organisation with it.` : `UEN ${uen} stays as it is.`,
      note,
    ],
    ...(is_upheld && { button: { label: 'Create organisation', url: `${public_url}/app` } }),
  })
}

export function trialEndMail(
  { name, slug, billing_email }: Organization,
  { plan, price, amount_cents }: Subscription,
  trial_end_date: string,
  public_url: string,
): Mail {
  const planName = asWords(plan.name)
  const costs =
    amount_cents === null ? 'is charged by use' : `costs $${dollars(amount_cents)} a ${price.billing_interval}`
  return letter({
    to: billing_email,
    subject: `The trial of ${asWords(name)} ends on ${shortDay(trial_end_date)}`,
    paragraphs: [
      'Hello,',
      `${asWords(name)} tries the plan ${planName}. From ${shortDay(trial_end_date)} on it ${costs}, before GST, and goes on by itself.`,
      'Nothing has to be done to keep it. To change or end it, write to whoever runs your NexusCore before that day.',
    ],
    button: { label: 'See plan and usage', url: `${public_url}/app/${slug}/settings/plan` },
  })
}

const dollars = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
