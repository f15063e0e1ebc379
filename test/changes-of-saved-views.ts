import type { TestApp } from './support.ts'

/** Requests about views that somebody gave a name, for the walk over every change. */
export function changesOfSavedViews({ signUp }: TestApp) {
  const view = { list: 'leads', name: 'Hot ones', layout: 'table', query: { status: 'open' } }
  const made = async () => {
    const owner = await signUp()
    const { id } = (await owner.post('/saved-views', view)).body
    return { owner, headers: owner.headers, id: id as string }
  }
  const plain = (verb: string, ready?: string) => async () => {
    const { owner, headers, id } = await made()
    if (ready) await owner.post(`/saved-views/${id}/${ready}`)
    return { headers, path: `/saved-views/${id}/${verb}` }
  }
  return {
    'POST /saved-views': async () => ({ headers: (await signUp()).headers, path: '/saved-views', body: view }),
    'PATCH /saved-views/:id': async () => {
      const { headers, id } = await made()
      return { headers: { ...headers, 'if-match': '"1"' }, path: `/saved-views/${id}`, body: { name: 'Warm' } }
    },
    'POST /saved-views/:id/share': plain('share'),
    'POST /saved-views/:id/unshare': plain('unshare', 'share'),
    'POST /saved-views/:id/archive': plain('archive'),
    'POST /saved-views/:id/restore': plain('restore', 'archive'),
  }
}
