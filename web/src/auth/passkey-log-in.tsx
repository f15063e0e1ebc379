import { KeyRound } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { isStatus } from '#web/api/problem.ts'
import type { BrowserSession } from '#web/auth/api.ts'
import { logInByPasskey } from '#web/auth/factors-api.ts'
import { hasPasskeys } from '#web/auth/passkey-browser.ts'
import { Button } from '#web/ui/button.tsx'

/** What we ask a device to sign lives five minutes. */
const renewal_ms = 4 * 60_000

type Props = { onSession: (session: Promise<BrowserSession>) => Promise<void> }

/** A passkey is offered among the suggestions of the address field, and by a button. */
export function PasskeyLogIn({ onSession }: Props) {
  const [round, setRound] = useState(0)
  const [busy, setBusy] = useState(false)
  const quiet = useRef<AbortController>(undefined)
  const enter = useEffectEvent(onSession)

  useEffect(() => {
    const stop = new AbortController()
    quiet.current = stop
    const timer = setTimeout(() => setRound(round + 1), renewal_ms)
    void offerQuietly(stop.signal, enter)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [round])

  if (!hasPasskeys()) return null
  return (
    <Button
      size="lg"
      busy={busy}
      busyLabel="Waiting for your device…"
      onClick={() => {
        // A browser asks for one passkey at a time.
        quiet.current?.abort()
        setBusy(true)
        void onSession(logInByPasskey()).finally(() => {
          setBusy(false)
          setRound(round + 1)
        })
      }}
    >
      <KeyRound aria-hidden />
      Log in with a passkey
    </Button>
  )
}

/** Nobody asked for it, so it is silent until somebody chose a passkey; what the server says of that is shown. */
async function offerQuietly(signal: AbortSignal, enter: Props['onSession']): Promise<void> {
  if (!hasPasskeys() || !(await PublicKeyCredential.isConditionalMediationAvailable?.()) || signal.aborted) return
  const session = logInByPasskey({ mediation: 'conditional', signal })
  const isTold = await session.then(
    () => true,
    (error: unknown) => isStatus(error, 401),
  )
  if (isTold) await enter(session)
}
