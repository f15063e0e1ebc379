import type { TestApp } from './support.ts'

/** Requests about what was said and is to be done, for the walk over every change. */
export function changesOfLeadActivities({ signUp }: TestApp) {
  const lead = async () => {
    const owner = await signUp()
    const { id } = (await owner.post('/leads', { name: 'Tan Wei Ming' })).body
    return { owner, headers: owner.headers, id }
  }
  const task = async () => {
    const { owner, headers, id: lead_id } = await lead()
    const body = { body: 'Send the quote', due_at: '2026-12-01T01:00:00Z' }
    const { id } = (await owner.post(`/leads/${lead_id}/tasks`, body)).body
    return { owner, headers, id }
  }
  return {
    'POST /leads/:id/activities': async () => {
      const { headers, id } = await lead()
      return { headers, path: `/leads/${id}/activities`, body: { kind: 'note', body: 'Likes tea' } }
    },
    'POST /leads/:id/tasks': async () => {
      const { headers, id } = await lead()
      return { headers, path: `/leads/${id}/tasks`, body: { body: 'Call', due_at: '2026-12-01T01:00:00Z' } }
    },
    'PATCH /lead-activities/:id': async () => {
      const { headers, id } = await task()
      return { headers: { ...headers, 'if-match': '"1"' }, path: `/lead-activities/${id}`, body: { body: 'Post it' } }
    },
    'POST /lead-activities/:id/complete': async () => {
      const { headers, id } = await task()
      return { headers, path: `/lead-activities/${id}/complete` }
    },
    'POST /lead-activities/:id/reopen': async () => {
      const { owner, headers, id } = await task()
      await owner.post(`/lead-activities/${id}/complete`)
      return { headers, path: `/lead-activities/${id}/reopen` }
    },
    'POST /lead-activities/:id/archive': async () => {
      const { headers, id } = await task()
      return { headers, path: `/lead-activities/${id}/archive` }
    },
    'POST /lead-activities/:id/restore': async () => {
      const { owner, headers, id } = await task()
      await owner.post(`/lead-activities/${id}/archive`)
      return { headers, path: `/lead-activities/${id}/restore` }
    },
  }
}
