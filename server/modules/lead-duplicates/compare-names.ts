import { fold } from '#modules/leads/rules.ts'
import { isMisspelt, isSwap, soundAlike, soundOf } from './spelling.ts'

/** `short`: one leaves out part of what the other says, without contradicting it. `family`: only one name is shared. */
export type NameMatch = 'same' | 'spelt_otherwise' | 'short' | 'one_word' | 'first_name_only' | 'family' | 'different'

const titles = new Set(
  'mr mrs ms miss mdm madam dr prof sir datuk dato encik puan bin binte binti bte s/o d/o a/l a/p anak'.split(' '),
)

/** The words of a person's name in lower case, without titles and what only says whose child somebody is. */
export function nameWords(name: string): string[] {
  const words = fold(name)
    .replace(/\(.*?\)|["“”]/g, (aside) => ` ${aside.replace(/[()"“”]/g, ' ')} `)
    .split(/[^\p{L}\p{N}/]+/u)
    .filter(Boolean)
  const plain = words.filter((word, i) => !(titles.has(word) && (word.length > 1 || i > 0)))
  return (plain.length ? plain : words).flatMap((word) => word.split('/')).filter(Boolean)
}

/** Compares the names of two people in whatever order, spelling and length they were written. */
export function compareNames(a: readonly string[], b: readonly string[]): NameMatch {
  if (a.length === 0 || b.length === 0) return 'different'
  if (a.length === 1 && b.length === 1) return a[0] === b[0] || isSpeltAlike(a[0]!, b[0]!) ? 'one_word' : 'different'
  if (a.join('') === b.join('') || a.toSorted().join() === b.toSorted().join()) return 'same'
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const { pairs, left, over } = pairUp(short, long)
  const spelt = pairs.some((pair) => pair !== 'equal')
  if (left.length === 0 && over.length === 0) return spelt ? 'spelt_otherwise' : 'same'
  if (left.length === 0) return shortOf(short, over, pairs)
  if (isJoined(left, over)) return spelt ? 'spelt_otherwise' : 'same'
  if (isSlipOfWhole(a, b)) return 'spelt_otherwise'
  return pairs.some((pair) => pair !== 'initial') ? 'family' : 'different'
}

/** Every word of the shorter name is in the longer one. */
function shortOf(short: readonly string[], over: readonly string[], pairs: readonly Pair[]): NameMatch {
  const whole = pairs.filter((pair) => pair !== 'initial').length
  if (short.length >= 2 && whole >= 1) return 'short'
  return over.length > 0 && short[0]!.length > 1 ? 'first_name_only' : 'different'
}

type Pair = 'equal' | 'sound' | 'initial'

/** Which words go together, the surest first; what is left of either. */
function pairUp(short: readonly string[], long: readonly string[]) {
  let [left, over] = [[...short], [...long]]
  const pairs: Pair[] = []
  const take = (kind: Pair, goTogether: (a: string, b: string) => boolean) => {
    left = left.filter((word) => {
      const at = over.findIndex((other) => goTogether(word, other))
      if (at < 0) return true
      over.splice(at, 1)
      pairs.push(kind)
      return false
    })
  }
  take('equal', (a, b) => a === b)
  take('sound', isSpeltAlike)
  take('initial', (a, b) => (a.length === 1 && b.startsWith(a)) || (b.length === 1 && a.startsWith(b)))
  takeRunOfInitials(left, over, pairs)
  return { pairs, left, over }
}

/** “WM” for “Wei Ming”. */
function takeRunOfInitials(left: string[], over: string[], pairs: Pair[]): void {
  for (const [one, other] of [
    [left, over],
    [over, left],
  ] as const) {
    const at = one.findIndex((word) => /^[a-z]{2,3}$/.test(word) && word === other.map((each) => each[0]).join(''))
    if (at < 0) continue
    one.splice(at, 1)
    other.splice(0)
    pairs.push('initial')
  }
}

/** The same word in another spelling. Short ones differ by a letter from person to person: Min and Ming, Hui and Hua. */
export function isSpeltAlike(a: string, b: string): boolean {
  const pair = `${a} ${b}`
  const before = judged.get(pair)
  if (before !== undefined) return before
  if (judged.size >= judgedMax) judged.clear()
  const alike = judgeSpelling(a, b)
  judged.set(pair, alike)
  return alike
}

/** Of the same few names very many leads are made. */
const judgedMax = 50_000
const judged = new Map<string, boolean>()

function judgeSpelling(a: string, b: string): boolean {
  if (a.length < 2 || b.length < 2) return false
  if (variants.get(a)?.has(b)) return true
  if (isMisspelt(a, b)) return true
  const length = Math.min(a.length, b.length)
  if (length >= 3 && a[0] === b[0] && isSwapped(a, b)) return true
  if (length >= 3 && lostVowel(a, b)) return true
  return Math.max(a.length, b.length) >= 5 && soundAlike(a, b)
}

function isSwapped(a: string, b: string): boolean {
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  return isSwap(a.slice(i), b.slice(i))
}

/** “Mng” for “Ming”: a vowel that was not typed, with another letter than a vowel on both sides. */
function lostVowel(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (long.length - short.length !== 1 || !/^[^aeiou]+$/.test(short)) return false
  return long.replace(/[aeiou]/, '') === short
}

/** “Weiming” for “Wei Ming”, with all else gone together. */
function isJoined(left: readonly string[], over: readonly string[]): boolean {
  const [a, b] = [left.join(''), over.join('')]
  const [c, d] = [left.toReversed().join(''), over.toReversed().join('')]
  return a === b || c === b || a === d || (a.length >= 6 && isMisspelt(a, b))
}

/** A slip across words, such as a space in the wrong place, or two slips in a long name. */
function isSlipOfWhole(a: readonly string[], b: readonly string[]): boolean {
  const [x, y] = [a.join(''), b.join('')]
  return x.length >= 10 && a.length !== b.length && isMisspelt(x, y)
}

/** Ways in which one name is written, one set a line: dialects and pinyin of surnames, short forms of first names. */
const spellings = `
muhammad muhammed mohammad mohammed mohamed mohamad muhamad mohd muhd md
abdul abd
nur noor nor
tan chen
lim lin
ng huang wong
lee li
teo zhang teoh
koh xu
chua cai chuah
yeo yang yeoh
goh wu
ong wang
low liu lau
seah xie chia
ho he
chew zhou chow
kwok guo kok quek
leong liang
tay zheng
wei way
khoo qiu
gan yan
hui huey hwee
xiao hsiao siau
mei may
jun joon
qi chee
xin hsin sin
zhi chih
steven stephen steve
jeffrey geoffrey jeff
catherine katherine kathryn cathy kate
michael mike
william will bill
robert rob bob
richard rick dick
elizabeth liz beth
jonathan jon
benjamin ben
samuel sam
daniel dan danny
matthew matt
andrew andy
christopher chris
nicholas nick nicolas
alexander alex
jennifer jen jenny
patricia pat
thomas tom
anthony tony
gregory greg
timothy tim
kenneth ken
rebecca becky
victoria vicky
deborah debbie
raymond ray
terence terry
`

const variants = new Map<string, Set<string>>()
for (const line of spellings.trim().split('\n')) {
  const words = line.split(' ')
  for (const word of words) {
    const known = variants.get(word) ?? new Set()
    for (const other of words) if (other !== word) known.add(other)
    variants.set(word, known)
  }
}

/** The same for all spellings of a word, as far as they are known: a word of its set, or how it sounds. */
export function keyOfWord(word: string): string {
  return leader.get(word) ?? soundOf(word)
}
const leader = new Map<string, string>()
for (const line of spellings.trim().split('\n')) {
  const [first, ...others] = line.split(' ')
  for (const word of [first!, ...others]) if (!leader.has(word)) leader.set(word, leader.get(first!) ?? first!)
}
