import type { MailAddress } from '#platform/mime.ts'

const said =
  /^\s*((on|am|le|el|pada)\b|在).{3,300}(wrote|schrieb( .{1,200})?|a écrit|escribió|menulis|写道|寫道)\s*[:：]\s*$/iu
const original = /^\s*[-_]{2,}\s*(original message|original appointment|原始邮件|原始郵件)\s*[-_]{2,}\s*$/iu
const forwarded = /^\s*(-{2,}\s*(forwarded message|original message)\s*-{2,}|begin forwarded message:)\s*$/iu
const field = /^\s*\*?(from|sent|date|to|cc|subject|发件人|寄件者)\*?\s*[:：]/iu

/** What somebody wrote, without the mails below it that they answered. Their signature stays. */
export function withoutHistory(text: string): string {
  const lines = text.split('\n')
  const kept: string[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    if (original.test(line) || isFieldBlock(lines, at)) break
    const length = introductionAt(lines, at)
    if (length) {
      at += length - 1
      // Where the history is not marked line by line, it goes on to the end.
      if (!nextLine(lines, at + 1)?.startsWith('>')) break
    } else if (!line.startsWith('>')) kept.push(line)
  }
  return tidy(kept.join('\n')) || tidy(text)
}

/** “On Monday, Lim Hui Min wrote:”, which mail programs break in two or three lines. */
function introductionAt(lines: readonly string[], at: number): number {
  for (let length = 1; length <= 3; length++) {
    const joined = lines.slice(at, at + length).join(' ')
    if (joined.length > 400) return 0
    if (said.test(joined)) return length
  }
  return 0
}

/** From, Sent, To and Subject under each other, as Outlook puts them above what it quotes. */
function isFieldBlock(lines: readonly string[], at: number): boolean {
  if (!/^\s*\*?(from|发件人|寄件者)\*?\s*[:：]/iu.test(lines[at]!)) return false
  return lines.slice(at, at + 6).filter((line) => field.test(line)).length >= 3
}

const nextLine = (lines: readonly string[], from: number) => lines.slice(from).find((line) => line.trim() !== '')

const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

/** Of a mail that was forwarded: who wrote it first, and what they wrote. */
export function readForwarded(text: string): { from: MailAddress; text: string } | undefined {
  const lines = text.split('\n')
  const begin = lines.findIndex((line, at) => forwarded.test(line) || isFieldBlock(lines, at))
  if (begin === -1) return undefined
  const from = lines.slice(begin, begin + 6).find((line) => /^\s*\*?from\*?\s*:/iu.test(line))
  const address = from && /([^\s@<>"(),;:]{1,64}@[^\s@<>"(),;:\]]{1,189})/.exec(from)?.[1]
  if (!address) return undefined
  const name = from
    .replace(/^\s*\*?from\*?\s*:/iu, '')
    .split(/[<[(]/)[0]!
    .replace(/["*]/g, '')
    .trim()
  let at = begin
  while (at < lines.length && (forwarded.test(lines[at]!) || field.test(lines[at]!) || !lines[at]!.trim())) at++
  return {
    from: { name: name === address ? '' : name.slice(0, 200).toWellFormed(), address: address.toLowerCase() },
    text: withoutHistory(lines.slice(at).join('\n')),
  }
}
