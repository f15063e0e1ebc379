import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Draft } from '#modules/invoices/schemas.ts'
import { agreeDraft } from '#web/agreements/queries.ts'
import { formatMoney } from '#web/api/format.ts'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { toast } from '#web/ui/toast.ts'

/** A draft of the whole becomes an agreed total, whose parts are billed one after the other. */
export default function AgreeDialog({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate({ from: '/app/$slug' })
  const [title, setTitle] = useState(draft.lines[0]?.description.split('\n')[0]?.slice(0, 100) ?? '')
  const [problem, setProblem] = useState<string>()

  async function agree() {
    if (title.trim() === '') return setProblem('Say what was agreed.')
    const { id } = await agreeDraft(draft.id, title.trim())
    await navigate({ to: '/app/$slug/billing/$', params: { _splat: `agreements/${id}` }, ignoreBlocker: true })
    void queryClient.invalidateQueries({ queryKey: ['drafts'] })
    void queryClient.invalidateQueries({ queryKey: ['agreements'] })
    return toast({ title: 'Bill the first part when you are ready' })
  }

  return (
    <ConfirmDialog
      title="Bill this in parts?"
      confirmLabel="Bill in parts"
      busyLabel="Keeping…"
      tone="primary"
      onConfirm={agree}
      onClose={onClose}
    >
      <p>
        The draft becomes an agreed total of {formatMoney(draft.subtotal_cents)} before GST. You then bill a deposit,
        progress and the rest, never more than that.
      </p>
      <div className="pt-3 text-ink">
        <TextField
          label="What was agreed"
          hint="Stands on every part"
          maxLength={100}
          autoComplete="off"
          value={title}
          error={problem}
          onChange={(event) => {
            setTitle(event.target.value)
            setProblem(undefined)
          }}
        />
      </div>
    </ConfirmDialog>
  )
}
