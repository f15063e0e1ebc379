import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { instanceQuery } from '#web/app/session.ts'
import { post } from '#web/api/client.ts'
import type { BrowserSession } from '#web/auth/api.ts'
import { PasskeyLogIn } from '#web/auth/passkey-log-in.tsx'
import { Button } from '#web/ui/button.tsx'

/** Ways to log in without the form; their code loads after it. */
export default function OtherWays({ onSession }: { onSession: (session: Promise<BrowserSession>) => Promise<void> }) {
  const demo = useQuery(instanceQuery).data?.demo
  const [busy, setBusy] = useState(false)
  return (
    <div className="grid gap-3">
      <PasskeyLogIn onSession={onSession} />
      {demo && (
        <>
          <p className="flex items-center gap-3 text-xs text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            or look around first
          </p>
          <Button
            size="lg"
            busy={busy}
            busyLabel="Entering…"
            onClick={() => {
              setBusy(true)
              void onSession(post<BrowserSession>('/dev/enter', {})).finally(() => setBusy(false))
            }}
          >
            Enter the demo as owner
          </Button>
        </>
      )}
    </div>
  )
}
