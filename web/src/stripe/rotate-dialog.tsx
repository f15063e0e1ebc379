import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { rotateSecret } from '#web/stripe/api.ts'
import { connectionQuery } from '#web/stripe/queries.ts'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { toast } from '#web/ui/toast.ts'

/** For an endpoint of ours a click; for one that was set up by hand the secret that Stripe rolled. */
export function RotateDialog({ isOurs, onClose }: { isOurs: boolean; onClose: () => void }) {
  const queryClient = useQueryClient()
  const [secret, setSecret] = useState('')
  const [problem, setProblem] = useState<string>()
  async function rotate() {
    const typed = secret.trim()
    if (!isOurs && !/^whsec_\w{10,}$/.test(typed))
      return setProblem('Paste the new signing secret: it begins with whsec_.')
    queryClient.setQueryData(connectionQuery.queryKey, await rotateSecret(isOurs ? undefined : typed))
    toast({ title: 'Secret rotated', description: 'The one before is believed for another 24 hours.' })
    return onClose()
  }
  return (
    <ConfirmDialog
      title="Rotate the signing secret?"
      confirmLabel="Rotate the secret"
      busyLabel="Rotating…"
      tone="primary"
      onConfirm={rotate}
      onClose={onClose}
    >
      <p>
        {isOurs
          ? 'Stripe gets a new endpoint at the same address, and the one before is taken away. No event is lost.'
          : 'Roll the secret of the endpoint in the Stripe dashboard first, and paste the new one here.'}
      </p>
      {!isOurs && (
        <div className="pt-3 text-ink">
          <TextField
            label="New signing secret"
            autoComplete="off"
            spellCheck={false}
            error={problem}
            value={secret}
            onChange={(event) => {
              setSecret(event.target.value)
              setProblem(undefined)
            }}
          />
        </div>
      )}
    </ConfirmDialog>
  )
}
