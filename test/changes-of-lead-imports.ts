import type { TestApp } from './support.ts'

/** Requests about files of leads, for the walk over every change. */
export function changesOfLeadImports({ signUp, settle }: TestApp) {
  const file = Buffer.from('Name,Email\nTan Wei Ming,wm@kopi.sg\n')
  const choices = { duplicates: 'skip', match_by: ['email'], date_order: 'day_first', source: 'Fair', tags: [] }
  const columns = { fields: ['name', 'email'], choices }
  const content = { from_byte: 0, content: file.toString('base64') }
  const begun = async () => {
    const owner = await signUp()
    const { id } = (await owner.post('/lead-imports', { file_name: 'fair.csv', byte_count: file.length })).body
    return { owner, headers: owner.headers, id: id as string }
  }
  const uploaded = async () => {
    const { owner, headers, id } = await begun()
    await owner.post(`/lead-imports/${id}/upload`, content)
    return { owner, headers, id }
  }
  const checked = async () => {
    const { owner, headers, id } = await uploaded()
    await owner.post(`/lead-imports/${id}/check`, columns)
    await settle()
    return { owner, headers, id }
  }
  return {
    'POST /lead-imports': async () => {
      const { headers } = await signUp()
      return { headers, path: '/lead-imports', body: { file_name: 'fair.csv', byte_count: 9 } }
    },
    'POST /lead-imports/:id/upload': async () => {
      const { headers, id } = await begun()
      return { headers, path: `/lead-imports/${id}/upload`, body: content }
    },
    'POST /lead-imports/:id/check': async () => {
      const { headers, id } = await uploaded()
      return { headers, path: `/lead-imports/${id}/check`, body: columns }
    },
    'POST /lead-imports/:id/start': async () => {
      const { headers, id } = await checked()
      return { headers, path: `/lead-imports/${id}/start` }
    },
    'POST /lead-imports/:id/cancel': async () => {
      const { headers, id } = await checked()
      return { headers, path: `/lead-imports/${id}/cancel` }
    },
    'POST /lead-imports/:id/undo': async () => {
      const { owner, headers, id } = await checked()
      await owner.post(`/lead-imports/${id}/start`)
      await settle()
      return { headers, path: `/lead-imports/${id}/undo` }
    },
  }
}
