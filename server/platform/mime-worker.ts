import { parentPort, workerData } from 'node:worker_threads'
import PostalMime, { type Address, addressParser, type Email } from 'postal-mime'
import type { MailAddress, Mime, MimeRequest } from './mime.ts'

const mostText = 200_000
const mostHtml = 2_000_000
const mostAddresses = 200

const { raw, header_names } = workerData as MimeRequest
parentPort?.postMessage(await read(), [])

async function read(): Promise<Mime | undefined> {
  // What the parser refuses, such as parts within parts without an end, nobody can read.
  const mail = await PostalMime.parse(raw, { maxHeadersSize: 512 * 1024 }).catch(() => undefined)
  if (!mail) return undefined
  const wanted = new Set(header_names)
  return {
    message_id: mail.messageId ? line(mail.messageId, 500) : null,
    subject: line(mail.subject ?? '', 500),
    date: mail.date && !Number.isNaN(Date.parse(mail.date)) ? new Date(mail.date).toISOString() : null,
    from: senderOf(mail),
    to: flat(mail.to),
    cc: flat(mail.cc),
    text: clean(mail.text ?? (await withoutMarkup(mail.html ?? ''))).slice(0, mostText),
    attachments: mail.attachments
      .filter(({ related }) => !related)
      .slice(0, 50)
      .map(({ filename, mimeType }) => line(filename ?? mimeType, 200)),
    headers: mail.headers
      .filter(({ key }) => wanted.has(key))
      .slice(0, 50)
      .map(({ key, value }) => ({ name: key, value: line(value, 5_000) })),
  }
}

/** Two senders are none: what signs one could be shown as the other. */
function senderOf({ headers }: Email): MailAddress | undefined {
  const fields = headers.filter(({ key }) => key === 'from')
  const senders = fields.length === 1 ? flat(addressParser(fields[0]!.value)) : []
  return senders.length === 1 ? senders[0] : undefined
}

function flat(addresses: Address[] = []): MailAddress[] {
  return addresses
    .flatMap((each) => each.group ?? [each])
    .slice(0, mostAddresses)
    .flatMap(({ name, address }) => {
      const plain = address.trim().toLowerCase()
      return /^[^\s@<>"(),;:]{1,64}@[^\s@<>"(),;:]{1,189}$/.test(plain)
        ? [{ name: line(name, 200), address: plain }]
        : []
    })
}

/** The parser renders HTML as text where a message has text beside it: an empty one is put there. */
async function withoutMarkup(html: string): Promise<string> {
  if (!html) return ''
  const part = (kind: string, content: string) =>
    `--part\r\nContent-Type: text/${kind}; charset=utf-8\r\n\r\n${content}\r\n`
  const shown = withoutElement(withoutElement(html.slice(0, mostHtml), 'style'), 'title').replaceAll(
    '\n--part',
    '\n-- part',
  )
  const { text = '' } = await PostalMime.parse(
    `Content-Type: multipart/mixed; boundary=part\r\n\r\n${part('plain', '')}${part('html', shown)}--part--\r\n`,
  )
  return text
}

/** Without regular expressions, which would go over the rest anew for each that is not closed. */
function withoutElement(html: string, name: string): string {
  const lower = html.toLowerCase()
  let kept = ''
  for (let from = 0; ;) {
    const begin = lower.indexOf(`<${name}`, from)
    const end = begin === -1 ? -1 : lower.indexOf(`</${name}`, begin)
    if (end === -1) return kept + html.slice(from)
    kept += html.slice(from, begin)
    from = end + name.length + 2
    if (html[from] === '>') from++
  }
}

/** What cannot be stored or seen, and what turns writing round, has no place in a text. */
function clean(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      // oxlint-disable-next-line no-control-regex -- these are the ones to take out
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200b\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
  )
}

function line(text: string, most: number): string {
  return clean(text).replace(/\s+/g, ' ').trim().slice(0, most).toWellFormed()
}
