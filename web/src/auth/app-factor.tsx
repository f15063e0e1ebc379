import { useState } from 'react'
import { removeTotp } from '#web/auth/factors-api.ts'
import { TotpSetup } from '#web/auth/totp-setup.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { DateText } from '#web/ui/date.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { toast } from '#web/ui/toast.ts'

type Props = { confirmedAt: string | undefined; onChanged: (codes: string[] | null) => void }

export function AppFactor({ confirmedAt, onChanged }: Props) {
  const [doing, setDoing] = useState<'setting up' | 'removing'>()

  async function remove() {
    await removeTotp()
    setDoing(undefined)
    toast({ title: 'Authenticator app removed' })
    onChanged(null)
  }

  if (doing === 'setting up')
    return (
      <TotpSetup
        onDone={(codes) => {
          setDoing(undefined)
          toast({ title: 'Authenticator app set up' })
          onChanged(codes)
        }}
        onCancel={() => setDoing(undefined)}
      />
    )
  return (
    <>
      {confirmedAt ? (
        <div className="flex flex-wrap items-center gap-3 text-sm">
          <Badge tone="ok">On</Badge>
          <span className="text-ink-2">
            since <DateText value={confirmedAt} />
          </span>
        </div>
      ) : (
        <p className="text-sm text-ink-2">
          An app on your phone shows six digits, which you type after your password. Any such app will do.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setDoing('setting up')}>
          {confirmedAt ? 'Move to another phone' : 'Set up an app'}
        </Button>
        {confirmedAt && (
          <Button variant="ghost" onClick={() => setDoing('removing')}>
            Remove the app
          </Button>
        )}
      </div>
      {doing === 'removing' && (
        <ConfirmDialog
          title="Remove the authenticator app?"
          confirmLabel="Remove the app"
          busyLabel="Removing…"
          onConfirm={remove}
          onClose={() => setDoing(undefined)}
        >
          Its codes work no more. Without a passkey your password alone will let anybody in.
        </ConfirmDialog>
      )}
    </>
  )
}
