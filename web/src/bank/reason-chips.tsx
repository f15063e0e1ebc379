import { Check, CircleAlert, CircleHelp } from 'lucide-react'
import type { BankReason } from '#web/bank/queries.ts'
import { chipOf } from '#web/bank/words.ts'
import { cx } from '#web/ui/cx.ts'

const looks = {
  good: [Check, 'bg-ok-bg text-ok'],
  weak: [CircleHelp, 'bg-mute-bg text-mute'],
  bad: [CircleAlert, 'bg-warn-bg text-warn'],
} as const

/** What speaks for a suggestion and against it; the whole sentence is read out, and shown on hover. */
export function ReasonChips({ reasons }: { reasons: BankReason[] }) {
  return (
    <ul aria-label="Reasons" className="flex flex-wrap gap-1.5">
      {reasons.map((reason) => {
        const [tone, words] = chipOf(reason)
        const [Icon, look] = looks[tone]
        return (
          <li
            key={reason.code}
            title={reason.detail}
            className={cx('inline-flex h-6 items-center gap-1 rounded-full px-2 text-xs font-medium', look)}
          >
            <Icon aria-hidden className="size-3.5" />
            {words}
            <span className="sr-only">: {reason.detail}</span>
          </li>
        )
      })}
    </ul>
  )
}
