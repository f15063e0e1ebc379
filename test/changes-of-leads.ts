import type { TestApp } from './support.ts'

/** Requests about leads, their board and their rules, for the walk over every change. */
export function changesOfLeads({ signUp }: TestApp) {
  const lead = async () => {
    const owner = await signUp()
    const { id } = (await owner.post('/leads', { name: 'Tan Wei Ming' })).body
    return { owner, headers: owner.headers, id }
  }
  const stages = async () => {
    const owner = await signUp()
    const { data } = (await owner.get('/lead-stages')).body as { data: { id: string; name: string }[] }
    return { owner, headers: owner.headers, data, id: data.find(({ name }) => name === 'Quoted')!.id }
  }
  const field = async () => {
    const owner = await signUp()
    const one = (await owner.post('/lead-fields', { label: 'Size', kind: 'number' })).body.id as string
    const other = (await owner.post('/lead-fields', { label: 'City', kind: 'text' })).body.id as string
    return { headers: owner.headers, id: one, ids: [other, one] }
  }
  const scoreRule = { name: 'Big', points: 5, conditions: [{ field: 'phone', operator: 'is_set' }] }
  const scoreRules = async () => {
    const owner = await signUp()
    const { data } = (await owner.get('/lead-score-rules')).body as { data: { id: string }[] }
    return { headers: owner.headers, id: data[0]!.id, ids: data.map(({ id }) => id) }
  }
  const assignmentRules = async () => {
    const owner = await signUp()
    const rule = { name: 'All', conditions: [], strategy: 'round_robin', user_ids: [owner.id] }
    const ids: string[] = []
    for (const name of ['One', 'Two']) ids.push((await owner.post('/lead-assignment-rules', { ...rule, name })).body.id)
    return { headers: owner.headers, rule, id: ids[0]!, ids }
  }
  const version = { 'if-match': '"1"' }
  return {
    'POST /leads': async () => ({ headers: (await signUp()).headers, path: '/leads', body: { name: 'Siti' } }),
    'PATCH /leads/:id': async () => {
      const { headers, id } = await lead()
      return { headers: { ...headers, ...version }, path: `/leads/${id}`, body: { name: 'Siti' } }
    },
    'POST /leads/:id/move': async () => {
      const { owner, headers, id } = await lead()
      const { data } = (await owner.get('/lead-stages')).body as { data: { id: string; name: string }[] }
      const stage_id = data.find(({ name }) => name === 'Qualified')!.id
      return { headers, path: `/leads/${id}/move`, body: { stage_id } }
    },
    'POST /leads/:id/assign': async () => {
      const { owner, headers, id } = await lead()
      return { headers, path: `/leads/${id}/assign`, body: { owner_user_id: owner.id } }
    },
    'POST /leads/:id/archive': async () => {
      const { headers, id } = await lead()
      return { headers, path: `/leads/${id}/archive` }
    },
    'POST /leads/:id/restore': async () => {
      const { owner, headers, id } = await lead()
      await owner.post(`/leads/${id}/archive`)
      return { headers, path: `/leads/${id}/restore` }
    },
    'POST /leads/bulk-edit': async () => {
      const { headers, id } = await lead()
      return { headers, path: '/leads/bulk-edit', body: { ids: [id], changes: { source: 'Fair' } } }
    },
    'POST /leads/bulk-edits/:id/undo': async () => {
      const { owner, headers, id } = await lead()
      const { body } = await owner.post('/leads/bulk-edit', { ids: [id], changes: { source: 'Fair' } })
      return { headers, path: `/leads/bulk-edits/${body.bulk_edit_id}/undo` }
    },
    'POST /leads/:id/convert': async () => {
      const { headers, id } = await lead()
      return { headers, path: `/leads/${id}/convert`, body: {} }
    },
    'POST /leads/:id/unconvert': async () => {
      const { owner, headers, id } = await lead()
      await owner.post(`/leads/${id}/convert`, {})
      return { headers, path: `/leads/${id}/unconvert` }
    },
    'POST /lead-stages': async () => {
      const { headers } = await stages()
      return { headers, path: '/lead-stages', body: { name: 'Demo', status: 'qualified' } }
    },
    'POST /lead-stages/order': async () => {
      const { headers, data } = await stages()
      return { headers, path: '/lead-stages/order', body: { ids: data.map(({ id }) => id).toReversed() } }
    },
    'PATCH /lead-stages/:id': async () => {
      const { headers, id } = await stages()
      return { headers: { ...headers, ...version }, path: `/lead-stages/${id}`, body: { name: 'Offer' } }
    },
    'POST /lead-stages/:id/archive': async () => {
      const { headers, id } = await stages()
      return { headers, path: `/lead-stages/${id}/archive` }
    },
    'POST /lead-fields': async () => {
      const { headers } = await signUp()
      return { headers, path: '/lead-fields', body: { label: 'Size', kind: 'number' } }
    },
    'POST /lead-fields/order': async () => {
      const { headers, ids } = await field()
      return { headers, path: '/lead-fields/order', body: { ids } }
    },
    'PATCH /lead-fields/:id': async () => {
      const { headers, id } = await field()
      return { headers: { ...headers, ...version }, path: `/lead-fields/${id}`, body: { label: 'Seats' } }
    },
    'POST /lead-fields/:id/archive': async () => {
      const { headers, id } = await field()
      return { headers, path: `/lead-fields/${id}/archive` }
    },
    'PATCH /lead-settings': async () => {
      const { headers } = await signUp()
      return { headers, path: '/lead-settings', body: { reply_within_minutes: 30 } }
    },
    'POST /lead-score-rules': async () => {
      const { headers } = await signUp()
      return { headers, path: '/lead-score-rules', body: scoreRule }
    },
    'POST /lead-score-rules/order': async () => {
      const { headers, ids } = await scoreRules()
      return { headers, path: '/lead-score-rules/order', body: { ids: ids.toReversed() } }
    },
    'PATCH /lead-score-rules/:id': async () => {
      const { headers, id } = await scoreRules()
      return { headers: { ...headers, ...version }, path: `/lead-score-rules/${id}`, body: { points: 7 } }
    },
    'DELETE /lead-score-rules/:id': async () => {
      const { headers, id } = await scoreRules()
      return { headers, path: `/lead-score-rules/${id}` }
    },
    'POST /lead-assignment-rules': async () => {
      const { headers, rule } = await assignmentRules()
      return { headers, path: '/lead-assignment-rules', body: rule }
    },
    'POST /lead-assignment-rules/order': async () => {
      const { headers, ids } = await assignmentRules()
      return { headers, path: '/lead-assignment-rules/order', body: { ids: ids.toReversed() } }
    },
    'PATCH /lead-assignment-rules/:id': async () => {
      const { headers, id } = await assignmentRules()
      return { headers: { ...headers, ...version }, path: `/lead-assignment-rules/${id}`, body: { name: 'Three' } }
    },
    'DELETE /lead-assignment-rules/:id': async () => {
      const { headers, id } = await assignmentRules()
      return { headers, path: `/lead-assignment-rules/${id}` }
    },
    'POST /lead-absences': async () => {
      const owner = await signUp()
      const body = { user_id: owner.id, from_date: '2099-01-01', until_date: '2099-01-02' }
      return { headers: owner.headers, path: '/lead-absences', body }
    },
    'DELETE /lead-absences/:id': async () => {
      const owner = await signUp()
      const away = { user_id: owner.id, from_date: '2099-01-01', until_date: '2099-01-02' }
      const { id } = (await owner.post('/lead-absences', away)).body
      return { headers: owner.headers, path: `/lead-absences/${id}` }
    },
  }
}
