import type { ReactNode } from 'react'
import { Button } from '#web/ui/button.tsx'

type Props = {
  title: string
  busy: boolean
  onLoadTheirs: () => void
  onKeepMine: () => void
  children?: ReactNode
}

/** Another person saved first: nothing typed is lost, and the choice is the reader's. */
export function ConflictNotice({ title, busy, onLoadTheirs, onKeepMine, children }: Props) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-warn/30 bg-warn-bg px-4 py-3"
    >
      <div className="min-w-0 flex-1 basis-72 text-sm">
        <p className="font-semibold text-warn">{title}</p>
        <p className="text-ink-2">{children ?? 'What you typed is still here and not saved yet.'}</p>
      </div>
      <div className="flex gap-2">
        <Button busy={busy} onClick={onLoadTheirs}>
          Load theirs
        </Button>
        <Button busy={busy} onClick={onKeepMine}>
          Save mine over it
        </Button>
      </div>
    </div>
  )
}
