import { useEffect, useState } from 'react'
import { messageOf } from '#web/api/problem.ts'
import { resendVerification } from '#web/auth/sign-up-api.ts'
import { Button } from '#web/ui/button.tsx'

const pause = 60

/** Sends the confirmation again, at most once a minute, and counts down to the next time. */
export function Resend({ email, sent = false }: { email: string; sent?: boolean }) {
  const [wait, setWait] = useState(sent ? pause : 0)
  const [busy, setBusy] = useState(false)
  const [note, setNote] = useState('')

  useEffect(() => {
    const timer = wait > 0 ? setTimeout(() => setWait(wait - 1), 1000) : undefined
    return () => clearTimeout(timer)
  }, [wait])

  async function send() {
    setBusy(true)
    try {
      await resendVerification(email)
      setNote(`Sent again to ${email}.`)
      setWait(pause)
    } catch (error) {
      setNote(messageOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button
        busy={busy}
        disabled={wait > 0 || !email.includes('@')}
        onClick={() => void send()}
        className="tabular-nums"
      >
        {wait > 0 ? `Send again in ${wait} s` : 'Send the mail again'}
      </Button>
      <span role="status" className="text-sm text-ink-2">
        {note}
      </span>
    </div>
  )
}
