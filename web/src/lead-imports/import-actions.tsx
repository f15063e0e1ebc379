import { useQueryClient } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { formatCount } from '#web/api/format.ts'
import { cancelImport, startImport, undoImport } from '#web/lead-imports/api.ts'
import { importQuery, type LeadImport } from '#web/lead-imports/queries.ts'
import { Button } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { toastError } from '#web/ui/toast.ts'

type Props = { lead_import: LeadImport; isMapping: boolean; onMapAgain: () => void }

/** What can be done with an import as it stands. */
export function ImportActions({ lead_import, isMapping, onMapAgain }: Props) {
  const { id, status, imported_count, choices, new_count, row_count, bad_count, beyond_plan } = lead_import
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState<'start' | 'cancel'>()
  const [isAsking, setAsking] = useState(false)
  const coming = choices?.duplicates === 'flag' ? row_count - bad_count : new_count

  async function change(verb: 'start' | 'cancel' | 'undo') {
    const ask = { start: startImport, cancel: cancelImport, undo: undoImport }[verb]
    queryClient.setQueryData(importQuery(id).queryKey, await ask(id))
  }
  const press = (verb: 'start' | 'cancel') => () => {
    setBusy(verb)
    void change(verb)
      .catch((error: unknown) => toastError('That was not done', error))
      .finally(() => setBusy(undefined))
  }

  const isOpen = ['uploading', 'uploaded', 'checking', 'checked', 'importing'].includes(status)
  const canUndo = ['completed', 'cancelled', 'failed'].includes(status) && imported_count > 0
  return (
    <>
      {isOpen && (
        <Button busy={busy === 'cancel'} busyLabel="Cancelling…" onClick={press('cancel')}>
          Cancel import
        </Button>
      )}
      {status === 'checked' && !isMapping && (
        <>
          <Button onClick={onMapAgain}>Change columns</Button>
          <Button
            variant="primary"
            busy={busy === 'start'}
            busyLabel="Starting…"
            disabled={coming === 0 || beyond_plan !== null}
            onClick={press('start')}
          >
            Import {formatCount(coming)} {coming === 1 ? 'lead' : 'leads'}
          </Button>
        </>
      )}
      {canUndo && (
        <Button onClick={() => setAsking(true)}>
          <Undo2 aria-hidden />
          Undo import
        </Button>
      )}
      {isAsking && (
        <ConfirmDialog
          title="Undo this import?"
          confirmLabel="Undo import"
          busyLabel="Undoing…"
          onConfirm={async () => {
            await change('undo')
            setAsking(false)
          }}
          onClose={() => setAsking(false)}
        >
          Its {imported_count === 1 ? 'lead is' : `${formatCount(imported_count)} leads are`} archived. Leads that
          somebody edited, answered or wrote about since stay, and are listed.
        </ConfirmDialog>
      )}
    </>
  )
}
