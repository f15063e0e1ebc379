import { type Json, of } from './docs-story.ts'

const view = { name: 'Hot and open', layout: 'table', query: { status: 'open', sort: '-score' } }

/** What the examples tell of a view that somebody gave a name. */
export const savedViewStory = ({ user }: Record<'user', string>): Record<string, Json> => ({
  ...of('NewSavedView', { list: 'leads', ...view }),
  ...of('SavedViewChanges', { name: 'Hot ones' }),
  ...of('SavedViewQuery', { list: 'leads' }),
  ...of('SavedView', {
    list: 'leads',
    ...view,
    user_id: user,
    user_name: 'Tan Mei Ling',
    is_shared: true,
    archived_at: null,
  }),
})
