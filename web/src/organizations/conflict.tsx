import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatRelative } from '#web/api/format.ts'
import { fieldWord } from '#web/events/words.ts'
import { lastChangeOf } from '#web/organizations/queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Notice } from '#web/ui/notice.tsx'

/** Somebody saved first: says who and what, and takes their version in under what was typed. */
export function Conflict({ subjectId, onLoad }: { subjectId: string; onLoad: () => Promise<void> }) {
  const { data: change } = useQuery({
    queryKey: ['events', 'last', subjectId],
    queryFn: () => lastChangeOf(subjectId),
    staleTime: 0,
  })
  const [busy, setBusy] = useState(false)
  const fields = Object.keys(change?.changes ?? {}).map(fieldWord)
  const what = fields.length > 0 ? fields.join(', ').toLowerCase() : 'this'
  const when = change ? formatRelative(change.created_at) : 'since you opened it'
  return (
    <Notice
      title={`${change?.actor_name ?? 'Someone'} changed ${what} ${when}, so nothing was saved.`}
      actions={
        <Button
          busy={busy}
          onClick={() => {
            setBusy(true)
            void onLoad().finally(() => setBusy(false))
          }}
        >
          Load the new version
        </Button>
      }
    >
      Load the new version: what you typed stays in its fields, and you can save again.
    </Notice>
  )
}
