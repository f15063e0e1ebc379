import type { Folded } from '#web/lead-flow/fold.ts'

/** A bar in one of the three columns. `middle` is where its words stand: never closer to others than `least`. */
export type Bar = { key: string; top: number; height: number; middle: number }
type Side = { top: number; height: number }
/** From a source into a stage, as thick as it has leads; or from there on, to as thick as it has dollars. */
export type Band = { key: string; kind: 'leads' | 'money'; source: string; stage_id: string; from: Side; to: Side }
export type Layout = { height: number; sources: Bar[]; stages: Bar[]; collected: Bar[]; bands: Band[] }

type Sizes = {
  /** What all leads, and all dollars, are tall together. */
  tall: number
  /** Of the words of each bar. */
  least: number
  gap: number
}

/**
 * Where everything stands. In the columns of leads a pixel is the same number of leads everywhere, in the last the same
 * number of cents; the bands at a bar lie upon one another in the order of the sources and fill it.
 */
export function layOutFlow(flow: Folded, { tall, least, gap }: Sizes): Layout {
  const perLead = flow.count > 0 ? tall / flow.count : 0
  const perCent = flow.collected_cents > 0 ? tall / flow.collected_cents : 0
  const columns = [
    flow.sources.map(({ source, count }) => ({ key: source, height: count * perLead })),
    flow.stages.map(({ stage_id, count }) => ({ key: stage_id, height: count * perLead })),
    flow.sources
      .filter(({ collected_cents }) => collected_cents > 0)
      .map(({ source, collected_cents }) => ({ key: source, height: collected_cents * perCent })),
  ]
  const height = Math.max(...columns.map((bars) => needed(bars, least, gap)))
  const [sources = [], stages = [], collected = []] = columns.map((bars) => stack(bars, height, least, gap))
  return { height, sources, stages, collected, bands: bandsOf(flow, { sources, stages, collected }, perLead, perCent) }
}

type Unplaced = Pick<Bar, 'key' | 'height'>

const needed = (bars: Unplaced[], least: number, gap: number) =>
  bars.reduce((sum, bar) => sum + Math.max(bar.height, least), 0) + Math.max(0, bars.length - 1) * gap

/** From the top to the bottom, what is left over shared out between them. */
function stack(bars: Unplaced[], height: number, least: number, gap: number): Bar[] {
  const between = bars.length > 1 ? gap + (height - needed(bars, least, gap)) / (bars.length - 1) : 0
  let next = bars.length > 1 ? 0 : (height - needed(bars, least, gap)) / 2
  return bars.map((bar) => {
    const room = Math.max(bar.height, least)
    const middle = next + room / 2
    next += room + between
    return { ...bar, middle, top: middle - bar.height / 2 }
  })
}

type Columns = Pick<Layout, 'sources' | 'stages' | 'collected'>

function bandsOf(flow: Folded, { sources, stages, collected }: Columns, perLead: number, perCent: number): Band[] {
  const used = new Map<Bar, number>()
  const take = (bar: Bar, height: number): Side => {
    const top = bar.top + (used.get(bar) ?? 0)
    used.set(bar, (used.get(bar) ?? 0) + height)
    return { top, height }
  }
  return sources.flatMap((source) => {
    const money = collected.find(({ key }) => key === source.key)
    return stages.flatMap((stage): Band[] => {
      const link = flow.links.find((each) => each.source === source.key && each.stage_id === stage.key)
      if (!link) return []
      const names = { source: source.key, stage_id: stage.key }
      const to = take(stage, link.count * perLead)
      const leads: Band = {
        key: `leads ${stage.key} ${source.key}`,
        kind: 'leads',
        ...names,
        from: take(source, to.height),
        to,
      }
      if (!money || link.collected_cents <= 0) return [leads]
      const paid: Band = {
        key: `money ${stage.key} ${source.key}`,
        kind: 'money',
        ...names,
        from: to,
        to: take(money, link.collected_cents * perCent),
      }
      return [leads, paid]
    })
  })
}

/** The outline of a band between two edges. */
export function bandPath({ from, to }: Band, left: number, right: number): string {
  const half = (left + right) / 2
  const [a, b, c, d] = [from.top, from.top + from.height, to.top + to.height, to.top].map((each) => each.toFixed(2))
  return `M${left},${a} C${half},${a} ${half},${d} ${right},${d} L${right},${c} C${half},${c} ${half},${b} ${left},${b} Z`
}
