import { useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiKey, ApiKeyPage } from '#modules/api-keys/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { revokeApiKey } from '#web/api-keys/api.ts'
import { EditApiKeyDialog } from '#web/api-keys/edit-api-key-dialog.tsx'
import { RotateDialog } from '#web/api-keys/rotate-dialog.tsx'
import { nounsOf } from '#web/api-keys/scopes.ts'
import { RowMenu } from '#web/organizations/member-list.tsx'
import { Badge, type Tone } from '#web/ui/badge.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText, TimeText } from '#web/ui/date.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import type { MenuItem } from '#web/ui/menu.tsx'
import { Empty } from '#web/ui/state.tsx'
import { toast } from '#web/ui/toast.ts'

const states: Record<ApiKey['status'], readonly [Tone, string]> = {
  active: ['ok', 'Active'],
  suspended: ['warn', 'Suspended'],
  expired: ['mute', 'Expired'],
  revoked: ['bad', 'Revoked'],
}

type Asked = { about: 'edit' | 'rotate' | 'revoke'; apiKey: ApiKey }

export function ApiKeyList({ query }: { query: UseQueryResult<ApiKeyPage> }) {
  const queryClient = useQueryClient()
  const [canWrite, canRotate, canRevoke] = [
    useCan('api_keys.write'),
    useCan('api_keys.rotate'),
    useCan('api_keys.revoke'),
  ]
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)

  function actionsOn(apiKey: ApiKey): MenuItem[] {
    if (apiKey.status === 'expired' || apiKey.status === 'revoked') return []
    const ask = (about: Asked['about']) => () => setAsked({ about, apiKey })
    return [
      ...(canWrite ? [{ label: 'Name and addresses…', onSelect: ask('edit') }] : []),
      ...(canRotate && !apiKey.replaced_by ? [{ label: 'Rotate…', onSelect: ask('rotate') }] : []),
      ...(canRevoke ? [{ label: 'Revoke…', onSelect: ask('revoke'), danger: true }] : []),
    ]
  }

  async function revoke({ id, name }: ApiKey) {
    await revokeApiKey(id)
    toast({ title: `${name} was revoked` })
    await queryClient.invalidateQueries({ queryKey: ['api-keys'] })
    close()
  }

  const columns: Column<ApiKey>[] = [
    {
      id: 'name',
      header: 'Name',
      phone: 'title',
      cell: ({ name, replaced_by }) => (
        <>
          <span className="font-medium">{name}</span>
          {replaced_by && <span className="text-ink-3"> (replaced)</span>}
        </>
      ),
    },
    {
      id: 'prefix',
      header: 'Key',
      phone: 'sub',
      cell: ({ prefix }) => <span className="font-mono text-xs text-ink-2">{prefix}…</span>,
    },
    {
      id: 'scopes',
      header: 'May use',
      className: 'max-w-64 truncate',
      cell: ({ scopes, usable_scopes }) => (
        <span className="text-ink-2" title={scopes.join('\n')}>
          {nounsOf(scopes)}
          {usable_scopes.length < scopes.length && ` (${usable_scopes.length} of ${scopes.length} rights today)`}
        </span>
      ),
    },
    {
      id: 'created_by',
      header: 'Made by',
      cell: ({ created_by_name }) => <span className="text-ink-2">{created_by_name}</span>,
    },
    {
      id: 'last_used_at',
      header: 'Last used',
      cell: ({ last_used_at, last_used_ip }) => (
        <span className="text-ink-2" title={last_used_ip ? `from ${last_used_ip}` : undefined}>
          {last_used_at ? <TimeText value={last_used_at} /> : 'never'}
        </span>
      ),
    },
    {
      id: 'expires_at',
      header: 'Expires',
      cell: ({ expires_at }) => (
        <span className="text-ink-2">
          <DateText value={expires_at} />
        </span>
      ),
    },
    {
      id: 'status',
      header: 'Status',
      phone: 'status',
      cell: ({ status }) => <Badge tone={states[status][0]}>{states[status][1]}</Badge>,
    },
    {
      id: 'actions',
      header: <span className="sr-only">Actions</span>,
      align: 'right',
      phone: 'amount',
      className: 'md:w-12',
      cell: (apiKey) => {
        const items = actionsOn(apiKey)
        return items.length > 0 && <RowMenu label={`Actions on ${apiKey.name}`} items={items} />
      },
    },
  ]

  return (
    <>
      <DataTable
        caption="API keys"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        skeletonRows={3}
        empty={<Empty title="No API keys yet">Make one for each program, so that each can be stopped by itself.</Empty>}
      />
      {asked?.about === 'edit' && <EditApiKeyDialog apiKey={asked.apiKey} onClose={close} />}
      {asked?.about === 'rotate' && <RotateDialog apiKey={asked.apiKey} onClose={close} />}
      {asked?.about === 'revoke' && (
        <ConfirmDialog
          title={`Revoke ${asked.apiKey.name}?`}
          confirmLabel={`Revoke ${asked.apiKey.name}`}
          onConfirm={() => revoke(asked.apiKey)}
          onClose={close}
        >
          Whatever uses this key is refused from its next request on. This cannot be undone; to exchange a key without a
          pause, rotate it.
        </ConfirmDialog>
      )}
    </>
  )
}
