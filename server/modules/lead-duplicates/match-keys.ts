import { keyOfWord } from './compare-names.ts'
import { identityOf, type LeadDetails } from './identity.ts'
import { soundOf } from './spelling.ts'

/** What two leads have in common before they are worth comparing. Coarse: `comparePair` decides. */
export function matchKeys(lead: LeadDetails): string[] {
  const { name_words, mailbox, phone, company, uen, names_company } = identityOf(lead)
  const words = [...new Set(name_words.map(keyOfWord))]
  const whole = soundOf(name_words.toSorted().join(''))
  const keys: string[] = []
  if (phone) keys.push(`p:${phone}`)
  if (uen) keys.push(...words.map((word) => `u:${uen} ${word}`))
  if (mailbox) {
    keys.push(`e:${mailbox.canonical}`)
    if (!mailbox.is_shared)
      keys.push(`l:${mailbox.local.replace(/[._-]/g, '')} ${words[0]}`, `n:${words.toSorted().join(' ')}`)
    if (!mailbox.is_free) {
      const host = soundOf(mailbox.domain.split('.')[0]!.replaceAll('-', ''))
      keys.push(...words.map((word) => `h:${host} ${word}`))
    }
    if (!mailbox.is_free) keys.push(...[...words, whole].map((word) => `d:${mailbox.domain} ${word}`))
  }
  for (const each of company?.words ?? []) {
    const initials = each.map((word) => word[0]).join('')
    const heads = new Set([`${soundOf(each[0]!)} ${each[1]?.[0] ?? ''}`, each.length >= 3 ? initials : each.join('')])
    keys.push(...words.map((word) => `h:${soundOf(each.join(''))} ${word}`))
    for (const head of heads) keys.push(...[...words, whole].map((word) => `c:${head} ${word}`))
  }
  for (const each of names_company?.words ?? []) keys.push(`o:${soundOf(each[0]!)}`)
  // Only what is cut can be told apart: long ones may be the same then, and half a letter is nothing the database keeps.
  return [...new Set(keys.map((key) => key.slice(0, 120).toWellFormed()))]
}
