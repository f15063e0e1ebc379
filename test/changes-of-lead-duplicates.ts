import type { TestApp } from './support.ts'

/** Requests about leads that are the same person, for the walk over every change. */
export function changesOfLeadDuplicates({ signUp, settle }: TestApp) {
  const pair = async () => {
    const owner = await signUp()
    const ids: string[] = []
    for (const name of ['Tan Wei Ming', 'Wei Ming Tan'])
      ids.push((await owner.post('/leads', { name, email: 'wm@kopi.example' })).body.id)
    await settle()
    const { id } = (await owner.get('/lead-duplicates')).body.data[0]
    return { owner, headers: owner.headers, id: id as string, ids }
  }
  return {
    'POST /lead-duplicates/:id/dismiss': async () => {
      const { headers, id } = await pair()
      return { headers, path: `/lead-duplicates/${id}/dismiss` }
    },
    'POST /lead-duplicates/:id/reopen': async () => {
      const { owner, headers, id } = await pair()
      await owner.post(`/lead-duplicates/${id}/dismiss`)
      return { headers, path: `/lead-duplicates/${id}/reopen` }
    },
    'POST /leads/:id/merge': async () => {
      const { headers, ids } = await pair()
      return { headers, path: `/leads/${ids[0]}/merge`, body: { lead_ids: [ids[1]] } }
    },
    'POST /leads/:id/unmerge': async () => {
      const { owner, headers, ids } = await pair()
      await owner.post(`/leads/${ids[0]}/merge`, { lead_ids: [ids[1]] })
      return { headers, path: `/leads/${ids[0]}/unmerge` }
    },
  }
}
