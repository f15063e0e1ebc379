import { useState } from 'react'
import { cx } from '#web/ui/cx.ts'

const mostLetters = 500
const mostLines = 9

/** What somebody wrote, cut where it would push everything else off the screen. */
export function LongText({ text, className }: { text: string; className?: string | undefined }) {
  const [isWhole, setWhole] = useState(false)
  const isLong = text.length > mostLetters || text.split('\n', mostLines + 1).length > mostLines
  return (
    <>
      <p className={cx('whitespace-pre-wrap wrap-anywhere', isLong && !isWhole && 'line-clamp-6', className)}>{text}</p>
      {isLong && (
        <button
          type="button"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
          className="w-fit rounded text-sm font-medium text-link hover:underline pointer-coarse:min-h-11"
        >
          {isWhole ? 'Show less' : 'Show all'}
        </button>
      )}
    </>
  )
}
