import { useQueries } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Lead, LeadPage, LeadSort } from '#modules/leads/schemas.ts'
import { leadsQuery, pageSize } from '#web/leads/queries.ts'
import type { LeadFilter } from '#web/leads/search.ts'

type Kept = { scope: string; pages: LeadPage[]; cursors: (string | undefined)[] }

/** What was loaded last: coming back to the table finds as many rows as one left. */
let left: Kept | undefined

/**
 * The rows of a long list, a page at a time as one scrolls towards it. Only pages on the screen are read again when
 * something changes; the others keep what they showed until one comes back to them.
 */
export function useLeadRows(filter: LeadFilter, sort: LeadSort) {
  const scope = JSON.stringify([filter, sort])
  const [state, setState] = useState<Kept>(() => (left?.scope === scope ? left : blank(scope)))
  const kept = state.scope === scope ? state : blank(scope)
  const [view, setView] = useState({ from: 0, to: 0 })
  const first = kept.pages.length > 0 ? Math.min(pageOf(view.from), kept.pages.length - 1) : 0
  // The first that is not there is read with those on the screen, once they come near its beginning.
  const last = Math.min(pageOf(view.to + pageSize), kept.cursors.length - 1)
  const wanted = Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => first + index)
  const results = useQueries({ queries: wanted.map((page) => leadsQuery(filter, sort, kept.cursors[page])) })

  const next = wanted.reduce((all, page, index) => withPage(all, page, results[index]?.data), kept)
  if (next !== state) setState(next)
  left = next

  const rows = useMemo(() => unique(next.pages), [next.pages])
  const problem = results.find(({ isError, data }) => isError && !data)
  return {
    rows: next.pages.length > 0 ? rows : undefined,
    hasMore: next.cursors.length > next.pages.length,
    error: problem?.error,
    retry: () => results.forEach((result) => result.isError && void result.refetch()),
    show: (from: number, to: number) => setView((old) => (old.from === from && old.to === to ? old : { from, to })),
  }
}

const blank = (scope: string): Kept => ({ scope, pages: [], cursors: [undefined] })
const pageOf = (row: number) => Math.floor(row / pageSize)

/** A page that ends elsewhere than before lets the next begin there; what comes behind that is read anew. */
function withPage(kept: Kept, page: number, data: LeadPage | undefined): Kept {
  if (!data || kept.pages[page] === data || page > kept.pages.length) return kept
  const pages = [...kept.pages]
  pages[page] = data
  const cursors = [...kept.cursors]
  const end = data.next_cursor ?? undefined
  if (end === undefined) return { ...kept, pages: pages.slice(0, page + 1), cursors: cursors.slice(0, page + 1) }
  if (cursors[page + 1] !== end) {
    cursors[page + 1] = end
    // The next page still shows what it had until its rows are here.
    pages.length = Math.min(pages.length, page + 2)
    cursors.length = page + 2
  }
  return { ...kept, pages, cursors }
}

/** A lead that moved up while one scrolled would be there twice. */
function unique(pages: LeadPage[]): Lead[] {
  const seen = new Set<string>()
  return pages.flatMap(({ data }) => data.filter(({ id }) => !seen.has(id) && seen.add(id)))
}
