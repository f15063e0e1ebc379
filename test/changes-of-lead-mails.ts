import { randomUUID } from 'node:crypto'
import { handOver } from './inbound-mail.ts'
import type { TestApp } from './support.ts'

/** Requests about mail that came in, for the walk over every change. */
export function changesOfLeadMails(app: TestApp) {
  const held = async () => {
    const owner = await app.signUp()
    const id = await handOver(app, owner.organization_id, `nobody-${randomUUID()}@stranger.example`)
    await app.settle()
    return { owner, headers: owner.headers, id }
  }
  const settings = async () => ({ headers: (await app.signUp()).headers })
  return {
    'POST /lead-mails/:id/file': async () => {
      const { owner, headers, id } = await held()
      const lead = (await owner.post('/leads', { name: 'Siti' })).body
      return { headers, path: `/lead-mails/${id}/file`, body: { lead_id: lead.id } }
    },
    'POST /lead-mails/:id/make-lead': async () => {
      const { headers, id } = await held()
      return { headers, path: `/lead-mails/${id}/make-lead`, body: {} }
    },
    'POST /lead-mails/:id/discard': async () => {
      const { headers, id } = await held()
      return { headers, path: `/lead-mails/${id}/discard` }
    },
    'POST /lead-mails/:id/restore': async () => {
      const { owner, headers, id } = await held()
      await owner.post(`/lead-mails/${id}/discard`)
      return { headers, path: `/lead-mails/${id}/restore` }
    },
    'PATCH /lead-mail-settings': async () => ({
      ...(await settings()),
      path: '/lead-mail-settings',
      body: { makes_leads: true },
    }),
    'POST /lead-mail-settings/replace-address': async () => ({
      ...(await settings()),
      path: '/lead-mail-settings/replace-address',
    }),
    'POST /lead-mail-settings/stop-address': async () => {
      const { headers } = await held()
      return { headers, path: '/lead-mail-settings/stop-address' }
    },
  }
}
