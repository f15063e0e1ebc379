import { useState } from 'react'
import { replaceRecoveryCodes } from '#web/auth/factors-api.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'

type Props = { count: number; onReplaced: (codes: string[]) => void }

export function RecoveryCodesLeft({ count, onReplaced }: Props) {
  const [asking, setAsking] = useState(false)

  async function replace() {
    const { recovery_codes } = await replaceRecoveryCodes()
    setAsking(false)
    onReplaced(recovery_codes)
  }

  return (
    <>
      <div className="flex flex-wrap items-center gap-3 text-sm">
        <Badge tone={count > 3 ? 'ok' : 'warn'}>{count === 1 ? '1 code left' : `${count} codes left`}</Badge>
        {count <= 3 && <span className="text-ink-2">Make new ones while you can log in.</span>}
      </div>
      <div>
        <Button onClick={() => setAsking(true)}>Make new codes</Button>
      </div>
      {asking && (
        <ConfirmDialog
          title="Make new recovery codes?"
          confirmLabel="Make new codes"
          busyLabel="Making…"
          tone="primary"
          onConfirm={replace}
          onClose={() => setAsking(false)}
        >
          Those you have kept work no more. You get ten new ones, shown once.
        </ConfirmDialog>
      )}
    </>
  )
}
