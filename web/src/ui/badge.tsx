import type { ReactNode } from 'react'
import { cx } from '#web/ui/cx.ts'

const tones = {
  mute: 'bg-mute-bg text-mute',
  info: 'bg-info-bg text-info',
  ok: 'bg-ok-bg text-ok',
  warn: 'bg-warn-bg text-warn',
  bad: 'bg-bad-bg text-bad',
}
export type Tone = keyof typeof tones

const statuses = {
  draft: ['mute', 'Draft'],
  open: ['info', 'Open'],
  overdue: ['bad', 'Overdue'],
  paid: ['ok', 'Paid'],
  void: ['mute', 'Void'],
  uncollectible: ['warn', 'Written off'],
  active: ['ok', 'Active'],
  archived: ['mute', 'Archived'],
} as const satisfies Record<string, readonly [Tone, string]>
export type Status = keyof typeof statuses

/** A dot and a word, the same everywhere; never colour alone. */
export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex h-5 items-center gap-1.5 rounded-full px-2 text-xs font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      <span aria-hidden className="size-1.5 rounded-full bg-current" />
      {children}
    </span>
  )
}

export function StatusBadge({ status }: { status: Status }) {
  const [tone, word] = statuses[status]
  return <Badge tone={tone}>{word}</Badge>
}

/** The server decides what is overdue; an open invoice that is says so instead of "Open". */
export function invoiceStatus(invoice: {
  status: 'open' | 'paid' | 'void' | 'uncollectible'
  is_overdue: boolean
}): Status {
  return invoice.is_overdue && invoice.status === 'open' ? 'overdue' : invoice.status
}
