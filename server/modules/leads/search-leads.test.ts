// verbs: list-leads count-leads
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { startApp } from '#test/support.ts'
import { derivedColumns, indexedFragments, searchPattern } from './rules.ts'

const app = await startApp()
const owner = await app.signUp()
const count = 4_000

/** From the oldest to the latest; what a fragment is found in depends on where it lies in the order. */
const nameOf = (n: number): string => {
  if (n > count - 10) return `Newcomer ${n}`
  if (n <= 1_800) return `Early Bird ${n}`
  if (n % 40 === 0) return `Now and Then ${n}`
  if (n === 2_500) return '陈伟明 Wei Ming'
  if (n === 2_600) return "D'Souza \\o/"
  if (n === 2_700) return 'Last Wxj'
  return n % 3 === 0 ? `Every Third ${n}` : `Zoë Q ${n}`
}
const names = Array.from({ length: count }, (_, i) => nameOf(i + 1))
await app.admin.query(
  `insert into app.leads (organization_id, id, name, source, stage_id, status, stage_changed_at, name_normalized, search_text, created_at, updated_at)
   select $1, uuidv7(n * interval '1 second'), l.name, 'Manual', s.id, s.status, now(), lower(l.name), l.search_text, now(), now()
   from unnest($2::text[], $3::text[]) with ordinality l (name, search_text, n)
   join lateral (select id, status from app.lead_stages where organization_id = $1 order by position limit 1) s on true`,
  [owner.organization_id, names, names.map((name) => derivedColumns({ name }).search_text)],
)

const fragments: [q: string, where: string][] = [
  ['zoe', 'on the first page'],
  ['now and then', 'a while down the order'],
  ['newcomer', 'only on top, so that the first rows promise more than there is'],
  ['early bird 17', 'at the far end'],
  ['bird', 'in half of all, and not near the top'],
  ['rly', 'in the middle of a word'],
  ['now then', 'nowhere, though each word is there'],
  ['bird early', 'nowhere: the words stand the other way round'],
  ['q', 'in one letter'],
  ['wc', 'in two letters of a few'],
  ['xj', 'in two letters at the end of one'],
  ['陈伟明', 'in another script'],
  ['伟明', 'in two letters of another script'],
  ['陈', 'in one letter of another script'],
  ['rd', 'in the last two letters of words'],
  [' w', 'where a word begins'],
  ["d'", 'beside a sign that queries know'],
  ['\\o', 'behind the sign that takes away what signs say'],
  ['明 wei', 'where two words meet'],
  ['NOW  and', 'with other case and space'],
  ['%', 'as a sign that patterns know'],
]

for (const [q, where] of fragments)
  test(`finds ${JSON.stringify(q)}, which is ${where}, in any order, and counts it`, async () => {
    const wanted = names.filter((name) => derivedColumns({ name }).search_text.includes(folded(q)))
    const latest = wanted.toReversed()
    assert.deepEqual(await all(`/leads?limit=100&q=${encodeURIComponent(q)}`, latest.length), latest)
    const first = latest.slice(0, 25)
    assert.deepEqual(await page(`/leads?q=${encodeURIComponent(q)}`), first)
    const byName = wanted.map((name) => name.toLowerCase()).toSorted()
    const low = await page(`/leads?sort=name&q=${encodeURIComponent(q)}`)
    assert.deepEqual(new Set(low.map((name) => name.toLowerCase())), new Set(byName.slice(0, 25)))
    const { body } = await owner.get(`/leads/count?q=${encodeURIComponent(q)}`)
    assert.equal(body.count, wanted.length)
    const board = (await owner.get(`/leads/board?q=${encodeURIComponent(q)}`)).body
    assert.equal(board.stages[0].leads.length, Math.min(25, wanted.length))
  })

test('the index is asked for nothing that a text which holds the fragment has not', () => {
  const letter = fc.constantFrom(...'abzé陈伟𠮷1234567 -+@._%\\')
  const text = fc.string({ unit: letter, maxLength: 60 })
  fc.assert(
    fc.property(text, fc.nat(60), fc.nat(30), (name, from, length) => {
      const { search_text } = derivedColumns({ name })
      const q = [...search_text].slice(from, from + length).join('')
      if (!search_text.includes(folded(q))) return
      for (const each of indexedFragments(q) ?? []) {
        assert.ok(search_text.includes(each), `${each} for ${q}`)
        assert.equal([...each].length, Math.min(3, [...folded(q)].length))
      }
    }),
    { numRuns: 2_000 },
  )
})

test('of a long fragment the index is asked for what says most: digits, and where two words meet', () => {
  assert.deepEqual(indexedFragments('kopi'), ['kop', 'opi'])
  assert.deepEqual(indexedFragments('tan wei ming'), ['i m', 'n w', 'tan'])
  assert.deepEqual(indexedFragments('Orchid 00027 Trading Pte Ltd'), ['7 t', '027', '000'])
  assert.deepEqual(indexedFragments('+65 9123 4567'), ['567', '345', '123'])
  assert.deepEqual(indexedFragments('Pte Ltd'), ['pte', 'te '])
  assert.deepEqual(indexedFragments('陈伟'), ['陈伟'])
  assert.deepEqual(indexedFragments('陈'), ['陈'])
  assert.deepEqual(indexedFragments('A1'), ['a1'])
  assert.equal(indexedFragments('a'), null)
})

const folded = (q: string) => searchPattern(q).slice(1, -1).replaceAll(/\\(.)/gs, '$1')

async function page(path: string): Promise<string[]> {
  return (await owner.get(path)).body.data.map(({ name }: { name: string }) => name)
}

async function all(path: string, most: number): Promise<string[]> {
  const found: string[] = []
  let cursor: string | null = ''
  while (cursor !== null && found.length <= most) {
    const { body } = await owner.get(`${path}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
    found.push(...body.data.map(({ name }: { name: string }) => name))
    cursor = body.next_cursor
  }
  return found
}
