import type { CustomerMail } from '#modules/customer-mails/schemas.ts'
import { mailWords } from '#web/dunning/words.ts'
import type { Moment } from '#web/ui/moments.tsx'

/** What became of the mails about something. */
export const mailMoments = (mails: CustomerMail[]): Moment[] =>
  mails.flatMap((mail) => {
    const { id, created_at, status, recipient, failure } = mail
    const sent = {
      key: id,
      at: created_at,
      title: `Mail ${mailWords[status]}`,
      note: failure ? `To ${recipient}: ${failure}` : `To ${recipient}`,
      tone: status === 'failed' ? 'bg-accent' : 'bg-line-strong',
    }
    return [sent, ...reportMoments(mail)]
  })

/** What the mail provider told of it later. */
const reportMoments = ({ id, recipient, return_reason, ...mail }: CustomerMail): Moment[] =>
  (
    [
      ['delivered_at', 'Mail delivered', 'bg-primary'],
      ['opened_at', 'Mail opened', 'bg-primary'],
      ['bounced_at', 'Mail came back', 'bg-accent'],
      ['complained_at', 'Called spam', 'bg-accent'],
    ] as const
  ).flatMap(([field, title, tone]) => {
    const at = mail[field]
    const reason = tone === 'bg-accent' ? return_reason : null
    return at ? [{ key: `${id} ${field}`, at, title, note: reason ? `${recipient}: ${reason}` : recipient, tone }] : []
  })
