import { initialsOf } from '#web/leads/words.ts'
import { cx } from '#web/ui/cx.ts'

/** Two letters for whoever looks after a lead; the name is spoken and on hover. */
export function OwnerMark({ name, isNobody }: { name: string; isNobody: boolean }) {
  const words = isNobody ? 'Nobody looks after this lead' : name
  return (
    <span
      title={words}
      className={cx(
        'grid size-6 shrink-0 place-items-center rounded-full text-[0.625rem] font-semibold',
        isNobody ? 'border border-dashed border-line-strong text-ink-2' : 'bg-mute-bg text-mute',
      )}
    >
      <span aria-hidden>{isNobody ? '?' : initialsOf(name)}</span>
      <span className="sr-only">{words}</span>
    </span>
  )
}
