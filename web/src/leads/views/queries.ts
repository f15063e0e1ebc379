import { queryOptions } from '@tanstack/react-query'
import type { NewSavedView, SavedView, SavedViewChanges, SavedViewList } from '#modules/saved-views/schemas.ts'
import { get, patch, post } from '#web/api/client.ts'

export const savedViewsQuery = queryOptions({
  queryKey: ['saved-views', 'leads'],
  queryFn: ({ signal }) => get<SavedViewList>('/saved-views', { query: { list: 'leads' }, signal }),
})

export const addView = (view: NewSavedView) => post<SavedView>('/saved-views', view)
export const changeView = ({ id, version }: SavedView, changes: SavedViewChanges) =>
  patch<SavedView>(`/saved-views/${id}`, changes, { ifMatch: version })
export const doToView = ({ id }: Pick<SavedView, 'id'>, verb: 'share' | 'unshare' | 'archive' | 'restore') =>
  post<SavedView>(`/saved-views/${id}/${verb}`)
