import type { SavedView } from '#modules/saved-views/schemas.ts'
import { boardFilter, type LeadSearch, tableFilter } from '#web/leads/search.ts'

export type Layout = SavedView['layout']
export type View = Pick<SavedView, 'id' | 'name' | 'layout' | 'query'>

/** What a view keeps of an address: the board has no order and no columns. */
export function queryOf(search: LeadSearch, layout: Layout): Record<string, string> {
  const { sort, columns } = search
  const kept = layout === 'table' ? { ...tableFilter(search), sort, columns } : boardFilter(search)
  return Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

export function isSame(one: Record<string, string>, other: Record<string, string>): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => one[name] === other[name])
}

/** What everybody asks of a list of leads; nobody can take them away. */
export function standingViews(layout: Layout, me: string): View[] {
  const open = layout === 'table' ? { status: 'open' } : {}
  const views: [string, Record<string, string>][] = [
    ['All leads', {}],
    ['Mine', { ...open, owner_user_id: me }],
    ['Nobody’s', { ...open, owner_user_id: 'none' }],
    ['Overdue', { ...open, follow_up: 'overdue' }],
    ...(layout === 'table' ? [['Best first', { ...open, sort: '-score' }] as [string, Record<string, string>]] : []),
  ]
  return views.map(([name, query]) => ({ id: name, name, layout, query }))
}

/** Where the address stands: at a view as it is, at one that was changed since, or at none that has a name. */
export function placeOf(search: LeadSearch, layout: Layout, standing: readonly View[], saved: readonly SavedView[]) {
  const query = queryOf(search, layout)
  const fits = (view: View) => view.layout === layout && isSame(view.query, query)
  const asked = saved.find(({ id }) => id === search.view)
  const current = asked && fits(asked) ? asked : (standing.find(fits) ?? saved.find(fits))
  return { query, current, changed: asked && current !== asked ? asked : undefined }
}
