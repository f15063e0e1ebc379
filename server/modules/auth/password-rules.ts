import { dictionary } from '@zxcvbn-ts/language-common'

/** Normalised once before hashing, at registration and at every sign-in alike (NIST SP 800-63B). */
export const normalizePassword = (password: string): string => password.normalize('NFKC')

/** A password that stands alone is longer than one beside a second factor (NIST SP 800-63B-4, 3.1.1.2). */
export const minimumLength = (has_second_factor: boolean): number => (has_second_factor ? 8 : 15)
const maximum = 128
/** Too short to stand alone. */
export const isShort = (password: string): boolean => lengthOf(normalizePassword(password)) < minimumLength(false)
const lengthOf = (text: string): number => [...text].length

/** Whose password it is going to be: what others know of them does not protect them. */
export type About = { minimum: number; names: string[] }
export type PasswordMistake = { code: string; detail: string }

/** What is wrong with a new password, or undefined. Length is counted in code points; there are no rules of composition. */
export function checkPassword(password: string, { minimum, names }: About): PasswordMistake | undefined {
  const text = normalizePassword(password)
  const length = lengthOf(text)
  if (length < minimum)
    return { code: 'too_short', detail: `Use at least ${minimum} characters; a sentence you can remember works well.` }
  if (length > maximum) return { code: 'too_long', detail: `Use at most ${maximum} characters.` }
  // PDPC: private organisations may not authenticate anybody by NRIC, so nothing of that shape is taken.
  if (/[stfgm]\d{7}[a-z]/i.test(text))
    return { code: 'not_allowed', detail: 'An NRIC or FIN must not be part of a password.' }

  const plain = text.toLowerCase()
  // Half of the shortest length must be nobody's guess.
  const needed = Math.ceil(minimum / 2)
  if (isCommon(plain))
    return { code: 'too_common', detail: 'This is one of the passwords that are tried first. Choose your own words.' }
  if (new Set(plain).size < 4) return { code: 'too_simple', detail: 'Use more than a few different characters.' }
  if (unitOf(plain).length < needed || surprisesIn(plain) < needed)
    return { code: 'too_simple', detail: 'It repeats or runs through a row of keys. Use words that do not follow.' }
  const name = wordsOf(['nexuscore', ...names]).find((word) => plain.includes(word))
  if (name && lengthWithout(plain, wordsOf(['nexuscore', ...names])) < needed)
    return {
      code: 'too_personal',
      detail: `It is built around “${name}”, which others know. Add words that have nothing to do with you or the company.`,
    }
  return undefined
}

/** 49,000 passwords from breaches, most used first (zxcvbn's list, MIT), looked up as they are and behind their disguises. */
const common = new Set(dictionary['passwords-common'])

function isCommon(plain: string): boolean {
  const unit = unitOf(plain)
  return [plain, unit, coreOf(plain), coreOf(unit)].some((word) => common.has(word) || common.has(undisguised(word)))
}

/** Without the digits and signs that people put before and behind a word. */
const coreOf = (plain: string): string => plain.replace(/^\P{L}+|\P{L}+$/gu, '') || plain

const disguises: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
}
const undisguised = (word: string): string => word.replace(/[@431!0$57]/g, (sign) => disguises[sign]!)

/** What a text repeats, or the whole of it: `abab` repeats `ab`. The last repetition may be cut short. */
function unitOf(plain: string): string {
  for (let size = 1; size <= plain.length / 2; size++) {
    const unit = plain.slice(0, size)
    if (unit.repeat(Math.ceil(plain.length / size)).startsWith(plain)) return unit
  }
  return plain
}

const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '!@#$%^&*()']

/** Characters that do not follow from those before: a run of three or more along a row, or of one character, is one. */
function surprisesIn(plain: string): number {
  const characters = [...plain]
  let surprises = 0
  for (let i = 0; i < characters.length;) {
    const end = endOfRun(characters, i)
    surprises += end - i >= 3 ? 1 : end - i
    i = end
  }
  return surprises
}

function endOfRun(characters: string[], from: number): number {
  const ends = [...rows, characters[from]!.repeat(2)].flatMap((row) => [
    reach(characters, from, row),
    reach(characters, from, [...row].toReversed().join('')),
  ])
  return Math.max(...ends)
}

/** How far the characters go along a row from where they enter it. */
function reach(characters: string[], from: number, row: string): number {
  const isRepeat = row.length === 2 && row[0] === row[1]
  let end = from + 1
  for (let at = row.indexOf(characters[from]!); at >= 0 && end < characters.length; end++) {
    at = isRepeat ? 0 : at + 1
    if (row[at] !== characters[end]) break
  }
  return end
}

/** The parts of names that are long enough to be a word of their own, and the names written together. */
function wordsOf(names: string[]): string[] {
  const words = names.flatMap((name) => {
    const parts = normalizePassword(name)
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
    return [...parts, parts.join('')]
  })
  return [...new Set(words)].filter((word) => word.length >= 4).toSorted((a, b) => b.length - a.length)
}

const lengthWithout = (plain: string, words: string[]): number =>
  [...words.reduce((rest, word) => rest.replaceAll(word, ''), plain).replace(/\s/g, '')].length
