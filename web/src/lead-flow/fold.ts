import type { LeadFlow } from '#modules/lead-conversions/schemas.ts'

export type Source = LeadFlow['sources'][number] & {
  /** So many sources in one, and no source of its own. */ folded?: number
}
export type Folded = Omit<LeadFlow, 'sources'> & { sources: Source[] }

/** More names than this are not read any more. */
export const most = 8

/** The sources that matter most by themselves, the rest as one: what it adds up to stays the same. */
export function foldSources(flow: LeadFlow, shown = most): Folded {
  const hidden = flow.sources.length - shown
  const sources: Source[] = hidden > 1 ? flow.sources.slice(0, shown) : flow.sources
  const sum = (field: 'count' | 'converted_count' | 'collected_cents') =>
    flow[field] - sources.reduce((total, each) => total + each[field], 0)
  if (sum('count') === 0) return { ...flow, sources }

  const names = new Set(sources.map(({ source }) => source))
  const links = flow.links.filter(({ source }) => names.has(source))
  const others = othersOf(flow.sources)
  const rest = flow.stages.map(({ stage_id, ...stage }) => {
    const known = links.filter((link) => link.stage_id === stage_id)
    const left = (field: 'count' | 'collected_cents') =>
      stage[field] - known.reduce((total, each) => total + each[field], 0)
    return { source: others, stage_id, count: left('count'), collected_cents: left('collected_cents') }
  })
  return {
    ...flow,
    sources: [
      ...sources,
      {
        source: others,
        count: sum('count'),
        converted_count: sum('converted_count'),
        collected_cents: sum('collected_cents'),
        folded: Math.max(hidden, 1),
      },
    ],
    links: [...links, ...rest.filter(({ count }) => count > 0)],
  }
}

/** A word that is no source of theirs. */
function othersOf(sources: readonly { source: string }[]): string {
  const taken = new Set(sources.map(({ source }) => source))
  return ['Others', 'Other sources', 'All other sources'].find((name) => !taken.has(name)) ?? 'The rest'
}
