import { useQueryClient } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { formatCount } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { takeBackImport } from '#web/bank/api.ts'
import { type BankImport, importQuery } from '#web/bank/queries.ts'
import { Button } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'

/** For a statement that should not have been imported. What stands in the way the dialog says in the server's words. */
export function TakeBackButton({ bank_import }: { bank_import: BankImport }) {
  const { id, status, new_count, matched_count } = bank_import
  const queryClient = useQueryClient()
  const canWrite = useCan('bank.write')
  const [isAsking, setAsking] = useState(false)
  if (!canWrite || new_count === 0 || (status !== 'completed' && status !== 'failed')) return null

  async function takeBack() {
    queryClient.setQueryData(importQuery(id).queryKey, await takeBackImport(id))
    setAsking(false)
  }

  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <Undo2 aria-hidden />
        Take back
      </Button>
      {isAsking && (
        <ConfirmDialog
          title="Take this import back?"
          confirmLabel="Take back"
          busyLabel="Taking back…"
          onConfirm={takeBack}
          onClose={() => setAsking(false)}
        >
          {new_count === 1 ? 'Its line goes' : `Its ${formatCount(new_count)} lines go`}, also what was ignored or put
          on hold{matched_count > 0 && `, and what was matched by itself is undone: those invoices are open again`}.
          Then the same file can be imported once more.
        </ConfirmDialog>
      )}
    </>
  )
}
