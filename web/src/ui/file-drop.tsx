import { FileUp } from 'lucide-react'
import { type DragEvent, useId, useState } from 'react'
import { cx } from '#web/ui/cx.ts'

type Props = {
  fileName: string | undefined
  isBusy: boolean
  onFile: (file: File) => void
  /** What to choose, and what else may be done. */
  label: string
  hint: string
  accept: string
}

/** A file chosen or dropped; choosing alone does all that dropping does. */
export function FileDrop({ fileName, isBusy, onFile, label, hint, accept }: Props) {
  const id = useId()
  const [isOver, setOver] = useState(false)

  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) onFile(file)
  }

  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        'grid cursor-pointer justify-items-center gap-1 rounded-lg border border-dashed px-4 py-8 text-center transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus hover:bg-hover',
        isOver ? 'border-primary bg-info-bg' : 'border-line-strong bg-surface',
      )}
    >
      <FileUp aria-hidden className="size-6 text-ink-3" />
      <span className="text-base font-medium wrap-anywhere">{fileName ?? label}</span>
      <span className="text-sm text-ink-2">{isBusy ? 'Reading…' : fileName ? 'Choose another file' : hint}</span>
      <input
        id={id}
        type="file"
        accept={accept}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0]
          // The same file can be chosen again once it was mended.
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
    </label>
  )
}
