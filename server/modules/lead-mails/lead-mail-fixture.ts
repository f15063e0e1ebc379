import { inboundEnv, mailSecret } from '#test/inbound-mail.ts'
import type { Answer, Person, TestApp } from '#test/support.ts'

export const oldSecret = 'secret-of-the-mail-server-old'
/** As while one is replaced. */
export const twoSecrets = { ...inboundEnv, INBOUND_MAIL_SECRET: `${mailSecret},${oldSecret}` }

type Letter = {
  from?: string
  to?: string
  cc?: string
  subject?: string
  text?: string
  message_id?: string
  /** What the receiving server found; by default that the domain of the sender signed it. */
  results?: string | null
  more?: string[]
}
let count = 0

/** A message as the server of the installation hands it over. */
export function letter({ from = 'Lim Hui Min <huimin@orchid.example>', to, cc, text, results, more, ...rest }: Letter) {
  const domain = /@([^>\s]+)/.exec(from)?.[1]
  const { subject = 'Quote', message_id = `<${count++}@mail.example>` } = rest
  const found = results === undefined ? `mx.nexuscore.example; dkim=pass header.d=${domain}` : results
  return [
    ...(found === null ? [] : [`Authentication-Results: ${found}`]),
    `From: ${from}`,
    ...(to ? [`To: ${to}`] : []),
    ...(cc ? [`Cc: ${cc}`] : []),
    `Subject: ${subject}`,
    `Message-ID: ${message_id}`,
    'Date: Sun, 22 Nov 2026 11:30:00 +0800',
    ...(more ?? ['Content-Type: text/plain; charset=utf-8']),
    '',
    text ?? 'Could you quote 25 seats?',
  ].join('\r\n')
}

export function mailFixture(app: TestApp) {
  const addressOf = async (owner: Person): Promise<string> =>
    (await owner.post('/lead-mail-settings/replace-address')).body.address
  const hand = (recipient: string, raw: string | Buffer, by = mailSecret): Promise<Answer> =>
    app.request('POST', `/public/mail-in?recipient=${encodeURIComponent(recipient)}`, raw, {
      headers: { 'content-type': 'message/rfc822', authorization: `Bearer ${by}` },
    })
  /** Hands a message over and lets the worker read it; the mail as it then is, or undefined where it was forgotten. */
  const receive = async (owner: Person, recipient: string, raw: string | Buffer) => {
    const { body } = await hand(recipient, raw)
    await app.settle()
    const { status, body: mail } = await owner.get(`/lead-mails/${body.id}`)
    return status === 200 ? mail : undefined
  }
  const timeline = async (owner: Person, id: string) =>
    (await owner.get(`/leads/${id}/timeline?show=activities`)).body.data.map(
      ({ activity }: { activity: object }) => activity,
    )
  return { addressOf, hand, receive, timeline }
}
