import assert from 'node:assert/strict'
import { test } from 'node:test'
import { markLeadPairs, measurePairs, readLeadPairs } from '#test/lead-pairs.ts'
import { startApp } from '#test/support.ts'
import { comparePair } from './compare-pair.ts'

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

test('of pairs labelled by hand 95 in 100 are found, and 95 in 100 that are found are right', (t) => {
  const marked = markLeadPairs()
  const [same, other] = [marked.filter(({ is_same }) => is_same), marked.filter(({ is_same }) => !is_same)]
  assert.ok(same.length >= 200 && other.length >= 200, `${same.length} in disguise, ${other.length} near misses`)
  const { precision, recall } = measurePairs(marked)
  t.diagnostic(
    `${same.length} in disguise, ${other.length} near misses: precision ${percent(precision)}, recall ${percent(recall)}`,
  )
  for (const { one, other: two, is_same, is_duplicate, score } of marked)
    if (is_same !== is_duplicate) t.diagnostic(`${is_same ? 'missed' : 'wrong'} at ${score}: ${one.name} = ${two.name}`)
  assert.ok(precision >= 0.95 && recall >= 0.95, `precision ${precision}, recall ${recall}`)
})

test('it makes no difference which of two leads is asked about the other', () => {
  for (const { one, other } of readLeadPairs())
    assert.equal(comparePair(one, other).score, comparePair(other, one).score, `${one.name} = ${other.name}`)
})

test('among all of them at once the look-up by keys finds the pairs that comparing finds', async (t) => {
  const app = await startApp()
  const owner = await app.signUp()
  const marked = markLeadPairs()
  const ids: [string, string][] = []
  const add = async ({ name, company, email, phone }: (typeof marked)[number]['one']) => {
    const { status, body, text } = await owner.post('/leads', { name, company, email, phone, owner_user_id: null })
    assert.equal(status, 201, text)
    return body.id as string
  }
  // Their UENs are made up, and no lead is kept with such a one.
  for (const { one, other } of marked) ids.push([await add(one), await add(other)])
  await app.settle()
  const found = new Set<string>()
  let cursor: string | null = ''
  while (cursor !== null) {
    const { body } = await owner.get(`/lead-duplicates?limit=100${cursor && `&cursor=${cursor}`}`)
    for (const { lead, other_lead } of body.data) found.add([lead.id, other_lead.id].toSorted().join())
    cursor = body.next_cursor
  }
  const judged = marked.map((pair, i) => ({ ...pair, is_duplicate: found.has(ids[i]!.toSorted().join()) }))
  const { precision, recall } = measurePairs(judged.filter(({ one }) => !one.uen))
  t.diagnostic(`as leads of one organisation: precision ${percent(precision)}, recall ${percent(recall)}`)
  assert.ok(precision >= 0.95 && recall >= 0.95, `precision ${precision}, recall ${recall}`)
})
