import type { TestApp } from './support.ts'

/** Requests about forms for visitors and what they sent, for the walk over every change. */
export function changesOfLeadForms({ signUp, settle, request, admin }: TestApp) {
  const form = {
    name: 'Contact us',
    fields: [{ field: 'email', label: 'E-mail', hint: null, is_required: true }],
  }
  const made = async () => {
    const owner = await signUp()
    const { id, form_key } = (await owner.post('/lead-forms', form)).body
    return { owner, headers: owner.headers, id: id as string, form_key: form_key as string }
  }
  const mei = { fields: { email: 'mei@kopi.example' } }
  const submitted = async (rest: object = {}) => {
    const { owner, headers, form_key } = await made()
    const { id } = (await request('POST', `/public/forms/${form_key}/submissions`, { ...mei, ...rest })).body
    await settle()
    return { owner, headers, id: id as string }
  }
  const version = { 'if-match': '"1"' }
  const plain = (verb: string, ready?: string) => async () => {
    const { owner, headers, id } = await made()
    if (ready) await owner.post(`/lead-forms/${id}/${ready}`)
    return { headers, path: `/lead-forms/${id}/${verb}` }
  }
  return {
    'POST /lead-forms': async () => ({ headers: (await signUp()).headers, path: '/lead-forms', body: form }),
    'PATCH /lead-forms/:id': async () => {
      const { headers, id } = await made()
      return { headers: { ...headers, ...version }, path: `/lead-forms/${id}`, body: { heading: 'Talk to us' } }
    },
    'POST /lead-forms/:id/copy': plain('copy'),
    'POST /lead-forms/:id/open': plain('open', 'close'),
    'POST /lead-forms/:id/close': plain('close'),
    'POST /lead-forms/:id/archive': plain('archive'),
    'POST /lead-forms/:id/restore': plain('restore', 'archive'),
    'POST /lead-submissions/:id/release': async () => {
      const { headers, id } = await submitted({ website: 'https://spam.example' })
      return { headers, path: `/lead-submissions/${id}/release` }
    },
    'POST /lead-submissions/:id/mark-spam': async () => {
      const { headers, id } = await submitted()
      return { headers, path: `/lead-submissions/${id}/mark-spam` }
    },
    'POST /lead-submissions/:id/retry': async () => {
      const { headers, id } = await submitted()
      await admin.query(`update app.lead_submissions set status = 'failed', failure = 'Ours' where id = $1`, [id])
      return { headers, path: `/lead-submissions/${id}/retry` }
    },
    'POST /leads/:id/consents': async () => {
      const owner = await signUp()
      const { id } = (await owner.post('/leads', { name: 'Siti' })).body
      const body = { channel: 'phone', is_given: false, text: 'Do not call again.' }
      return { headers: owner.headers, path: `/leads/${id}/consents`, body }
    },
  }
}
