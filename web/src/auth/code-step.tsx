import { type FormEvent, useState } from 'react'
import type { Login } from '#modules/auth/schemas.ts'
import { messageOf } from '#web/api/problem.ts'
import { CodeField } from '#web/auth/code-field.tsx'
import { proveSecondPasskey } from '#web/auth/factors-api.ts'
import { hasPasskeys } from '#web/auth/passkey-browser.ts'
import { readForm } from '#web/auth/read-form.ts'
import { TextButton } from '#web/auth/text-button.tsx'
import { Button } from '#web/ui/button.tsx'
import { FormError } from '#web/ui/form.tsx'

type Props = {
  /** Uses it; at log-in with what was typed in the first step, which whoever shows this has kept. */
  onProof: (proof: Pick<Login, 'totp_code' | 'passkey'>) => Promise<unknown>
  askPasskey?: typeof proveSecondPasskey
  onBack?: () => void
}

/** The second step of a log-in. The server takes a recovery code wherever it takes one of the app. */
export default function CodeStep({ onProof, askPasskey = proveSecondPasskey, onBack }: Props) {
  const [isRecovery, setRecovery] = useState(false)
  const [busy, setBusy] = useState<'code' | 'passkey'>()
  const [failure, setFailure] = useState<string>()

  async function prove(kind: 'code' | 'passkey', proof: () => Promise<unknown>) {
    setBusy(kind)
    setFailure(undefined)
    try {
      await proof()
    } catch (error) {
      setFailure(messageOf(error))
      setBusy(undefined)
      document.querySelector<HTMLInputElement>('input[name=code]')?.select()
    }
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const totp_code = readForm(event.currentTarget)('code').trim()
    if (totp_code.length < 6)
      return setFailure(isRecovery ? 'Type one of your recovery codes.' : 'Type the six digits.')
    return void prove('code', () => onProof({ totp_code }))
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <FormError>{failure}</FormError>
      <CodeField key={String(isRecovery)} isRecovery={isRecovery} name="code" autoFocus />
      <Button type="submit" variant="primary" size="lg" busy={busy === 'code'} busyLabel="Checking…">
        Continue
      </Button>
      {hasPasskeys() && (
        <Button
          size="lg"
          busy={busy === 'passkey'}
          busyLabel="Waiting for your device…"
          onClick={() => void prove('passkey', async () => onProof(await askPasskey()))}
        >
          Use a passkey
        </Button>
      )}
      <div className="flex flex-wrap justify-between gap-x-4">
        <TextButton
          onClick={() => {
            setRecovery(!isRecovery)
            setFailure(undefined)
          }}
        >
          {isRecovery ? 'Use the authenticator app' : 'Use a recovery code'}
        </TextButton>
        {onBack && <TextButton onClick={onBack}>Back</TextButton>}
      </div>
    </form>
  )
}
