import type { Agreement, AgreementPart } from '#modules/agreements/schemas.ts'
import { formatRate } from '#web/api/format.ts'
import { Badge } from '#web/ui/badge.tsx'

export const kindNames = { deposit: 'Deposit', progress: 'Progress invoice', final: 'Final invoice' } as const

export const partTitle = ({ kind, label, percent_bp }: Pick<AgreementPart, 'kind' | 'label' | 'percent_bp'>): string =>
  [kindNames[kind], percent_bp !== null && formatRate(percent_bp), label].filter(Boolean).join(', ')

const states = {
  open: { tone: 'info', word: 'Open' },
  billed: { tone: 'ok', word: 'Billed in full' },
  ended: { tone: 'mute', word: 'Ended' },
} as const

export function AgreementBadge({ status }: Pick<Agreement, 'status'>) {
  const { tone, word } = states[status]
  return <Badge tone={tone}>{word}</Badge>
}

/** How far the billing of a total is. */
export function Progress({ billed, total }: { billed: number; total: number }) {
  return (
    <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-sunken">
      <div className="h-full rounded-full bg-primary" style={{ width: `${(billed / total) * 100}%` }} />
    </div>
  )
}
