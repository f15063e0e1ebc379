/** Whether one slip of a finger makes one word of the other: a letter wrong, missing, doubled, or two changed about. */
export function isOneSlip(a: string, b: string): boolean {
  if (a === b) return false
  if (Math.abs(a.length - b.length) > 1) return false
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  const [restA, restB] = [a.slice(i), b.slice(i)]
  if (a.length > b.length) return restA.slice(1) === restB
  if (a.length < b.length) return restB.slice(1) === restA
  return restA.slice(1) === restB.slice(1) || isSwap(restA, restB)
}

export const isSwap = (a: string, b: string): boolean =>
  a.length === b.length && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2)

/** Spelled alike after slips: one in a word of five letters or more, two in one of nine. */
export function isMisspelt(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length)
  if (length < 5) return false
  return isOneSlip(a, b) ? !isOtherSound(a, b) : length >= 9 && isTwoSlips(a, b)
}

/** Rajesh and Ramesh differ by one letter too, but no finger slips from J to M. */
function isOtherSound(a: string, b: string): boolean {
  if (a.length !== b.length || a.split('').toSorted().join() === b.split('').toSorted().join()) return false
  const at = [...a].findIndex((letter, i) => letter !== b[i])
  const [x, y] = [a[at]!, b[at]!]
  return !areNeighbours(x, y) && !alikeSounds.some((group) => group.includes(x) && group.includes(y))
}

const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const alikeSounds = ['aeiouy', 'sz', 'ckq', 'fv', 'vw', 'gj', 'td']

/** Beside each other in a row of the keyboard. */
const areNeighbours = (x: string, y: string): boolean =>
  rows.some((row) => row.includes(x) && row.includes(y) && Math.abs(row.indexOf(x) - row.indexOf(y)) === 1)

function isTwoSlips(a: string, b: string): boolean {
  for (let i = 0; i <= a.length; i++) {
    if (isOneSlip(a.slice(0, i) + a.slice(i + 1), b)) return true
    if (i < b.length && isOneSlip(a.slice(0, i) + b[i] + a.slice(i), b)) return true
  }
  return false
}

/**
 * How a word sounds, roughly, so that the ways in which a name of the region is written come to one: Mohamed and
 * Muhammad, Nur and Noor, Hsiao and Xiao, Krishnan and Krisnan. The first letter counts; vowels only there.
 */
export function soundOf(word: string): string {
  const plain = romanized(word)
  const first = plain[0] ?? ''
  const rest = plain.slice(1).replace(/[aeiouwyh]/g, '')
  return (first + rest).replace(/(.)\1+/g, '$1')
}

const romanized = (word: string) => romanizations.reduce((text, [from, to]) => text.replace(from, to), word)

/** Another spelling of the same sound; Michael and Michelle have the same consonants, and are too far apart. */
export function soundAlike(a: string, b: string): boolean {
  const sound = soundOf(a)
  if (sound.length < 3 || sound !== soundOf(b)) return false
  const [x, y] = [romanized(a), romanized(b)]
  return x === y || isOneSlip(x, y) || isTwoSlips(x, y)
}

const romanizations: readonly (readonly [RegExp, string])[] = [
  [/^(muhammad|muhammed|mohammad|mohammed|mohamed|mohamad|muhamad|mohd|muhd|md)$/, 'mhmd'],
  [/^(abdul|abdl|abd)$/, 'abd'],
  [/^(hs|x|sh)/, 's'],
  [/^zh/, 'j'],
  [/^(ph)/, 'f'],
  [/^q(?!u)/, 'ch'],
  [/^(ts|tz|cz)/, 'z'],
  [/^y(?=[aeiou])/, 'y'],
  [/x/g, 'ks'],
  [/ck/g, 'k'],
  [/ph/g, 'f'],
  [/v/g, 'w'],
  [/z/g, 's'],
  [/q/g, 'k'],
  [/dh/g, 'd'],
  [/th/g, 't'],
]
