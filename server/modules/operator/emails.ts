import { asWords, letter, type Mail } from '#platform/mail.ts'
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
