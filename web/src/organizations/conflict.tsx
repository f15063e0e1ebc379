import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatRelative } from '#web/api/format.ts'
import { fieldWord } from '#web/events/words.ts'
import { lastChangeOf } from '#web/organizations/queries.ts'
import { Button } from '#web/ui/button.tsx'

/** Somebody saved first: says who and what, and takes their version in under what was typed. */
export function Conflict({ subjectId, onLoad }: { subjectId: string; onLoad: () => Promise<void> }) {
  const { data: change } = useQuery({
    queryKey: ['events', 'last', subjectId],
    queryFn: () => lastChangeOf(subjectId),
    staleTime: 0,
  })
  const [busy, setBusy] = useState(false)
  const fields = Object.keys(change?.changes ?? {}).map(fieldWord)
  return (
    <div role="alert" className="grid gap-2 rounded-md border border-warn/30 bg-warn-bg px-3 py-2.5 text-sm text-warn">
      <p className="font-medium">
        {change?.actor_name ?? 'Someone'} changed {fields.length > 0 ? fields.join(', ').toLowerCase() : 'this'}
        {change ? ` ${formatRelative(change.created_at)}` : ' since you opened it'}, so nothing was saved.
      </p>
      <p>Load the new version: what you typed stays in its fields, and you can save again.</p>
      <Button
        className="justify-self-start"
        busy={busy}
        onClick={() => {
          setBusy(true)
          void onLoad().finally(() => setBusy(false))
        }}
      >
        Load the new version
      </Button>
    </div>
  )
}
