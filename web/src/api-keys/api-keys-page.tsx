import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCan } from '#web/app/session.ts'
import { ApiKeyList } from '#web/api-keys/api-key-list.tsx'
import { NewApiKeyDialog } from '#web/api-keys/new-api-key-dialog.tsx'
import { apiKeysQuery } from '#web/api-keys/queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Pager } from '#web/ui/list-controls.tsx'
import { useTitle } from '#web/ui/title.ts'

const route = getRouteApi('/app/$slug/settings/$')

export function ApiKeysPage() {
  useTitle('API keys', 'Settings')
  const { cursor } = route.useSearch()
  const query = useQuery(apiKeysQuery(cursor))
  const canWrite = useCan('api_keys.write')
  const [creating, setCreating] = useState(false)
  const create = canWrite && (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      New API key
    </Button>
  )

  return (
    <section className="grid gap-3">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <h2 className="text-base font-semibold">API keys</h2>
          <p className="pt-0.5 text-sm text-ink-2">
            For programs that work with this organisation. A key may do no more than the person who made it. See{' '}
            <a href="/docs" className="text-link underline underline-offset-2">
              the API
            </a>
            .
          </p>
        </div>
        {create}
      </div>
      <ApiKeyList query={query} />
      <Pager cursor={cursor} nextCursor={query.data?.next_cursor} />
      {creating && <NewApiKeyDialog scopes={query.data?.grantable_scopes ?? []} onClose={() => setCreating(false)} />}
    </section>
  )
}
