import type { TestApp } from './support.ts'

const keyInput = { name: 'Web shop', scopes: ['invoices.read'] }

/** A request for each change of an API key, by an owner who has just signed in. */
export function changesOfApiKeys({ signUp }: TestApp) {
  const withKey = async () => {
    const owner = await signUp()
    const key = (await owner.post('/api-keys', keyInput)).body
    return { headers: owner.headers, path: `/api-keys/${key.id}` }
  }
  return {
    'POST /api-keys': async () => ({ path: '/api-keys', headers: (await signUp()).headers, body: keyInput }),
    'PATCH /api-keys/:id': async () => ({ ...(await withKey()), body: { name: 'Till' } }),
    'POST /api-keys/:id/rotate': async () => {
      const { headers, path } = await withKey()
      return { headers, path: `${path}/rotate`, body: {} }
    },
    'POST /api-keys/:id/revoke': async () => {
      const { headers, path } = await withKey()
      return { headers, path: `${path}/revoke` }
    },
  }
}
