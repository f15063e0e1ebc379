import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { FlaskConical, Play } from 'lucide-react'
import { useState } from 'react'
import { newIdempotencyKey } from '#web/api/client.ts'
import { useCan } from '#web/app/session.ts'
import { dueQuery, runQuery, startRun } from '#web/renewals/queries.ts'
import { counted } from '#web/renewals/words.ts'
import { Button } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { toastError } from '#web/ui/toast.ts'

/** A dry run is harmless and starts at once; a run issues invoices, so it says how many first. */
export function StartButtons() {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { data: due } = useQuery(dueQuery)
  const [busy, setBusy] = useState(false)
  const [isAsking, setAsking] = useState(false)
  if (!useCan('renewals.run')) return null

  async function start(is_dry_run: boolean) {
    const run = await startRun(is_dry_run, newIdempotencyKey())
    queryClient.setQueryData(runQuery(run.id).queryKey, run)
    void queryClient.invalidateQueries({ queryKey: ['renewals', 'list'] })
    await navigate({ from: '/app/$slug', to: '/app/$slug/renewals/$id', params: { id: run.id } })
  }

  async function tryOut() {
    setBusy(true)
    await start(true).catch((error: unknown) => toastError('The dry run did not start', error))
    setBusy(false)
  }

  const isNothingDue = due?.due_count === 0
  return (
    <>
      <Button busy={busy} busyLabel="Starting…" disabled={isNothingDue} onClick={() => void tryOut()}>
        <FlaskConical aria-hidden />
        Dry run
      </Button>
      <Button variant="primary" disabled={isNothingDue || !due} onClick={() => setAsking(true)}>
        <Play aria-hidden />
        Run renewals
      </Button>
      {isAsking && due && (
        <ConfirmDialog
          title={`Renew ${counted(due.due_count, 'subscription')}?`}
          tone="primary"
          confirmLabel="Run renewals"
          busyLabel="Starting…"
          onConfirm={() => start(false)}
          onClose={() => setAsking(false)}
        >
          Tax invoices are issued for what is due. An invoice cannot be taken back, only voided. A dry run shows the
          amount first.
        </ConfirmDialog>
      )}
    </>
  )
}
