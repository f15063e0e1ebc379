import { useState } from 'react'
import { useCan, useOrganization } from '#web/app/session.ts'
import { leaveOrganization } from '#web/organizations/api.ts'
import { Button } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'

/** Goes of one's own will; the server refuses the last owner and says what to do first. */
export function Leave() {
  const { id, name } = useOrganization()
  const canLeave = useCan('organizations.leave')
  const [asking, setAsking] = useState(false)
  if (!canLeave) return null

  async function leave() {
    await leaveOrganization(id)
    // Nothing of this organisation may stay on the page.
    location.assign('/app')
    await new Promise(() => {})
  }

  return (
    <section className="flex flex-wrap items-center gap-x-6 gap-y-3 border-t border-line pt-6">
      <div className="min-w-0 flex-1 basis-72">
        <h2 className="text-base font-semibold">Leave {name}</h2>
        <p className="pt-0.5 text-sm text-ink-2">You lose access at once. To come back, somebody must invite you.</p>
      </div>
      <Button onClick={() => setAsking(true)}>Leave the organisation</Button>
      {asking && (
        <ConfirmDialog
          title={`Leave ${name}?`}
          confirmLabel="Leave the organisation"
          onConfirm={leave}
          onClose={() => setAsking(false)}
        >
          You lose access at once. What you did stays on record.
        </ConfirmDialog>
      )}
    </section>
  )
}
