import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LeadFlow } from '#modules/lead-conversions/schemas.ts'
import { foldSources } from './fold.ts'
import { bandPath, layOutFlow } from './layout.ts'

const sizes = { tall: 400, least: 30, gap: 8 }
const near = (a: number, b: number, message?: string) =>
  assert.ok(Math.abs(a - b) < 1e-6, `${message}: ${a} is not ${b}`)

/** So many sources over three stages, the last of which pays. */
function flowOf(many: number): LeadFlow {
  const stage_ids = ['new', 'lost', 'won']
  const links = Array.from({ length: many }, (_, source) =>
    stage_ids.map((stage_id, place) => ({
      source: `Source ${source}`,
      stage_id,
      count: ((source * 7 + place * 3) % 11) + 1,
      collected_cents: stage_id === 'won' && source % 3 !== 1 ? (many - source) * 12_345 : 0,
    })),
  ).flat()
  const sum = (of: typeof links, field: 'count' | 'collected_cents') =>
    of.reduce((total, link) => total + link[field], 0)
  const sources = Array.from({ length: many }, (_, source) => {
    const theirs = links.filter((link) => link.source === `Source ${source}`)
    return {
      source: `Source ${source}`,
      count: sum(theirs, 'count'),
      converted_count: theirs[2]!.count,
      collected_cents: sum(theirs, 'collected_cents'),
    }
  })
  return {
    sources,
    stages: stage_ids.map((stage_id) => {
      const theirs = links.filter((link) => link.stage_id === stage_id)
      const status = stage_id === 'won' ? 'converted' : stage_id === 'lost' ? 'disqualified' : 'new'
      return {
        stage_id,
        name: stage_id,
        status,
        count: sum(theirs, 'count'),
        collected_cents: sum(theirs, 'collected_cents'),
      }
    }),
    links,
    count: sum(links, 'count'),
    converted_count: sources.reduce((total, each) => total + each.converted_count, 0),
    collected_cents: sum(links, 'collected_cents'),
  }
}

for (const many of [1, 2, 8, 100])
  test(`bars and bands of ${many} sources are as thick as their leads and dollars, and none lies on another`, () => {
    const flow = flowOf(many)
    const { sources, stages, collected, bands, height } = layOutFlow(foldSources(flow, many), sizes)
    for (const bar of sources)
      near(
        bar.height,
        (flow.sources.find(({ source }) => source === bar.key)!.count / flow.count) * sizes.tall,
        bar.key,
      )
    for (const column of [sources, stages, collected])
      for (const [place, bar] of column.entries()) {
        assert.ok(bar.top >= -1e-6 && bar.top + bar.height <= height + 1e-6, `${bar.key} is on the picture`)
        const before = column[place - 1]
        if (!before) continue
        assert.ok(before.top + before.height < bar.top, `${bar.key} begins after ${before.key}`)
        assert.ok(bar.middle - before.middle >= sizes.least, `the words of ${bar.key} have room`)
      }
    const filled = (bar: { top: number; height: number; key: string }, sides: { top: number; height: number }[]) => {
      let next = bar.top
      for (const side of sides.toSorted((a, b) => a.top - b.top)) {
        near(side.top, next, `a band of ${bar.key} begins where the one before ends`)
        next += side.height
      }
      near(next, bar.top + bar.height, `the bands fill ${bar.key}`)
    }
    const leads = bands.filter(({ kind }) => kind === 'leads')
    const money = bands.filter(({ kind }) => kind === 'money')
    for (const bar of sources)
      filled(
        bar,
        leads.filter(({ source }) => source === bar.key).map(({ from }) => from),
      )
    for (const bar of stages)
      filled(
        bar,
        leads.filter(({ stage_id }) => stage_id === bar.key).map(({ to }) => to),
      )
    for (const bar of collected)
      filled(
        bar,
        money.filter(({ source }) => source === bar.key).map(({ to }) => to),
      )
    near(
      collected.reduce((sum, bar) => sum + bar.height, 0),
      sizes.tall,
      'all dollars together',
    )
  })

test('small sources are folded into one, and every sum stays', () => {
  const flow = flowOf(100)
  const folded = foldSources(flow)
  assert.equal(folded.sources.length, 9)
  const others = folded.sources.at(-1)!
  assert.deepEqual([others.source, others.folded], ['Others', 92])
  for (const field of ['count', 'converted_count', 'collected_cents'] as const)
    assert.equal(
      folded.sources.reduce((sum, each) => sum + each[field], 0),
      flow[field],
      field,
    )
  for (const { stage_id, count, collected_cents } of flow.stages) {
    const theirs = folded.links.filter((link) => link.stage_id === stage_id)
    assert.equal(
      theirs.reduce((sum, link) => sum + link.count, 0),
      count,
    )
    assert.equal(
      theirs.reduce((sum, link) => sum + link.collected_cents, 0),
      collected_cents,
    )
  }
  assert.equal(foldSources(flowOf(9)).sources.length, 9, 'one is not worth folding')
  assert.equal(foldSources(flowOf(9)).sources.at(-1)!.folded, undefined)
})

test('what the server leaves out of a long list is told as the rest', () => {
  const flow = flowOf(20)
  const cut = { ...flow, sources: flow.sources.slice(0, 12) }
  const { sources } = foldSources(cut, 12)
  assert.equal(sources.length, 13)
  assert.equal(
    sources.reduce((sum, { count }) => sum + count, 0),
    flow.count,
  )
})

test('nothing at all is laid out as nothing', () => {
  const empty = { sources: [], stages: [], links: [], count: 0, converted_count: 0, collected_cents: 0 }
  assert.deepEqual(layOutFlow(foldSources(empty), sizes), {
    height: 0,
    sources: [],
    stages: [],
    collected: [],
    bands: [],
  })
})

test('a band runs from edge to edge', () => {
  const band = {
    key: 'a',
    kind: 'leads' as const,
    source: 'a',
    stage_id: 'b',
    from: { top: 0, height: 10 },
    to: { top: 20, height: 10 },
  }
  assert.equal(bandPath(band, 0, 100), 'M0,0.00 C50,0.00 50,20.00 100,20.00 L100,30.00 C50,30.00 50,10.00 0,10.00 Z')
})
