import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { LeadCard } from '#modules/leads/board-schemas.ts'
import type { LeadStage } from '#modules/leads/stage-schemas.ts'
import type { Pending } from '#web/leads/use-moves.ts'
import { boardQuery, forecastQuery, leadCountQuery, leadsQuery, stagesQuery } from '#web/leads/queries.ts'
import { isFiltered, type boardFilter } from '#web/leads/search.ts'

type Filter = ReturnType<typeof boardFilter>
export type Column = {
  stage: LeadStage
  cards: LeadCard[]
  sums: { count: number; value_cents: number; weighted_cents: number } | undefined
  hasMore: boolean
  isLoading: boolean
}

const moreSize = 25

/** The board as the server has it, with what is on its way: a card stands where it was put, at once. */
export function useBoard(filter: Filter, pending: ReadonlyMap<string, Pending>) {
  const stages = useQuery(stagesQuery)
  const board = useQuery(boardQuery(filter))
  const [extra, setExtra] = useState<Record<string, number>>({})
  const rest = useFurtherCards(filter, board.data?.stages, extra)
  const sums = useSums(filter, stages.data?.data)

  const columns = (board.data && stages.data?.data)?.map((stage): Column => {
    const first = board.data?.stages.find(({ stage_id }) => stage_id === stage.id)
    const more = rest.get(stage.id)
    const known = unique([...(first?.leads ?? []), ...(more?.cards ?? [])])
    const put = [...pending.values()].filter(({ card }) => card.stage_id === stage.id).map(({ card }) => card)
    const cards = [...put.toReversed(), ...known.filter(({ id }) => !pending.has(id))]
    return {
      stage,
      cards,
      sums: withPending(sums(stage), stage, pending),
      hasMore: more ? more.next !== null : Boolean(first?.next_cursor),
      isLoading: more?.isLoading ?? false,
    }
  })
  return {
    columns,
    error: stages.error ?? board.error,
    isFaded: board.isPlaceholderData,
    retry: () => {
      void stages.refetch()
      void board.refetch()
    },
    showMore: (stage_id: string) => setExtra({ ...extra, [stage_id]: (extra[stage_id] ?? 0) + 1 }),
  }
}

type First = { stage_id: string; next_cursor: string | null }

/** Pages behind the first of each column, each from where the one before it ended. */
function useFurtherCards(filter: Filter, board: First[] | undefined, extra: Record<string, number>) {
  const queryClient = useQueryClient()
  const shown = useRef(new Map<string, LeadCard[]>())
  const wanted = (board ?? []).flatMap(({ stage_id, next_cursor }) => {
    const pages: { stage_id: string; query: ReturnType<typeof leadsQuery> }[] = []
    let cursor: string | null | undefined = next_cursor
    for (let page = 0; cursor && page < (extra[stage_id] ?? 0); page++) {
      const query = leadsQuery({ ...filter, stage_id }, '-stage_changed_at', cursor, moreSize)
      pages.push({ stage_id, query })
      cursor = queryClient.getQueryData(query.queryKey)?.next_cursor
    }
    return pages
  })
  const results = useQueries({ queries: wanted.map(({ query }) => query) })
  const columns = new Map<string, { cards: LeadCard[]; next: string | null; isLoading: boolean }>()
  for (const [place, { stage_id }] of wanted.entries()) {
    const result = results[place]
    const before = columns.get(stage_id)
    columns.set(stage_id, {
      cards: [...(before?.cards ?? []), ...(result?.data?.data ?? [])],
      next: result?.data ? result.data.next_cursor : null,
      isLoading: Boolean(before?.isLoading) || !result?.data,
    })
  }
  // While pages are read again, what they showed stays.
  for (const [stage_id, column] of columns) {
    if (column.isLoading) column.cards = [...column.cards, ...(shown.current.get(stage_id) ?? [])]
    else shown.current.set(stage_id, column.cards)
  }
  return columns
}

/** The forecast knows all; of what a filter shows each stage is counted. */
function useSums(filter: Filter, stages: LeadStage[] | undefined) {
  const isNarrow = isFiltered(filter)
  const forecast = useQuery({ ...forecastQuery, enabled: !isNarrow })
  const counts = useQueries({
    queries: isNarrow ? (stages ?? []).map(({ id }) => leadCountQuery({ ...filter, stage_id: id })) : [],
  })
  return (stage: LeadStage): Column['sums'] => {
    if (isNarrow) {
      const count = counts[stages?.indexOf(stage) ?? -1]?.data
      return count && sumsOf(count.count, count.estimated_value_cents, stage)
    }
    const known = forecast.data?.stages.find(({ stage_id }) => stage_id === stage.id)
    return known && sumsOf(known.count, known.estimated_value_cents, stage)
  }
}

const sumsOf = (count: number, value_cents: number, { probability_percent }: LeadStage) => ({
  count,
  value_cents,
  weighted_cents: Math.round((value_cents * probability_percent) / 100),
})

function withPending(sums: Column['sums'], stage: LeadStage, pending: ReadonlyMap<string, Pending>): Column['sums'] {
  if (!sums) return undefined
  let { count, value_cents } = sums
  for (const { card, from } of pending.values()) {
    const sign = Number(card.stage_id === stage.id) - Number(from === stage.id)
    count += sign
    value_cents += sign * (card.estimated_value_cents ?? 0)
  }
  return sumsOf(count, value_cents, stage)
}

function unique(cards: LeadCard[]): LeadCard[] {
  const seen = new Set<string>()
  return cards.filter(({ id }) => !seen.has(id) && seen.add(id))
}
