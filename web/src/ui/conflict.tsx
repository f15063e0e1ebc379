import type { ReactNode } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Notice } from '#web/ui/notice.tsx'

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
    <Notice
      title={title}
      actions={
        <>
          <Button busy={busy} onClick={onLoadTheirs}>
            Load theirs
          </Button>
          <Button busy={busy} onClick={onKeepMine}>
            Save mine over it
          </Button>
        </>
      }
    >
      {children ?? 'What you typed is still here and not saved yet.'}
    </Notice>
  )
}
