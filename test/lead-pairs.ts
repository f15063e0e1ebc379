import { readFileSync } from 'node:fs'
import { comparePair, type Comparison } from '#modules/lead-duplicates/compare-pair.ts'
import type { LeadDetails } from '#modules/lead-duplicates/identity.ts'

export type LabelledPair = { kind: string; one: LeadDetails; other: LeadDetails; is_same: boolean }
export type MarkedPair = LabelledPair & Comparison

/** The pairs that somebody wrote down with what is right for them: one person in disguise, or two who look like one. */
export const readLeadPairs = (): LabelledPair[] => [...read('duplicates.txt', true), ...read('near-misses.txt', false)]

function read(file: string, is_same: boolean): LabelledPair[] {
  let kind = ''
  return readFileSync(new URL(`./fixtures/leads/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('== ')) kind = line.slice(3)
      if (!line.trim() || /^(#|==)/.test(line)) return []
      const [one, other] = line.split(' = ').map(leadOf)
      if (!one || !other) throw new Error(`${file}: no pair in “${line}”`)
      return [{ kind, one, other, is_same }]
    })
}

function leadOf(text: string): LeadDetails {
  const [name, company, email, phone, uen] = text.split(';').map((part) => part.trim() || null)
  return { name: name!, company: company ?? null, email: email ?? null, phone: phone ?? null, uen: uen ?? null }
}

export const markLeadPairs = (): MarkedPair[] =>
  readLeadPairs().map((pair) => ({ ...pair, ...comparePair(pair.one, pair.other) }))

/** Of what is found, how much is right; of what is right, how much is found. */
export function measurePairs(marked: readonly { is_same: boolean; is_duplicate: boolean }[]) {
  const found = marked.filter(({ is_duplicate }) => is_duplicate)
  const right = found.filter(({ is_same }) => is_same).length
  return { precision: right / found.length, recall: right / marked.filter(({ is_same }) => is_same).length }
}
