import type { Source } from '#web/lead-flow/fold.ts'
import type { Orders } from '#web/ui/sort.tsx'

export type FlowSort = '-collected' | 'collected' | '-count' | 'count' | '-won' | 'won' | 'source' | '-source'
export const flowOrders: Orders<FlowSort> = [
  ['-collected', 'Most collected'],
  ['collected', 'Least collected'],
  ['-count', 'Most leads'],
  ['count', 'Fewest leads'],
  ['-won', 'Most won'],
  ['won', 'Fewest won'],
  ['source', 'Source A to Z'],
  ['-source', 'Source Z to A'],
]

export const isSort = (text: string | undefined): text is FlowSort => flowOrders.some(([sort]) => sort === text)

const columns = {
  collected: (a: Source, b: Source) => a.collected_cents - b.collected_cents,
  count: (a: Source, b: Source) => a.count - b.count,
  won: (a: Source, b: Source) => a.converted_count - b.converted_count,
  source: (a: Source, b: Source) => a.source.localeCompare(b.source, 'en-SG'),
}

/** As the server has them where the address names no order that is known. */
export function sortSources(sources: Source[], sort: string | undefined): Source[] {
  if (!isSort(sort)) return sources
  const by = columns[sort.replace('-', '') as keyof typeof columns]
  return sources.toSorted((a, b) => (sort.startsWith('-') ? by(b, a) : by(a, b)))
}
