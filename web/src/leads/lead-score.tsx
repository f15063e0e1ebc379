import { useQuery } from '@tanstack/react-query'
import type { Lead } from '#modules/leads/schemas.ts'
import { Card } from '#web/leads/card.tsx'
import { scoreQuery } from '#web/leads/queries.ts'
import { cx } from '#web/ui/cx.ts'

export const signed = (points: number) => (points < 0 ? `-${-points}` : `+${points}`)

/** Why they have this score, rule by rule. */
export function LeadScoreCard({ lead }: { lead: Lead }) {
  const { data, error } = useQuery(scoreQuery(lead.id))
  return (
    <Card title="Score" figure={<span className="text-lg font-semibold text-ink">{lead.score}</span>}>
      {data?.points.length === 0 && <p className="text-sm text-ink-2">No score rule holds for this lead.</p>}
      <ul className="grid gap-1 text-sm">
        {data?.points.map(({ rule_id, name, points }) => (
          <li key={rule_id} className="flex gap-2">
            <span
              className={cx('w-9 shrink-0 text-right font-medium tabular-nums', points > 0 ? 'text-ok' : 'text-bad')}
            >
              {signed(points)}
            </span>
            <span className="wrap-anywhere">{name}</span>
          </li>
        ))}
      </ul>
      {data && data.score !== lead.score && (
        <p className="pt-1 text-xs text-ink-2">The rules have changed; the score follows in a moment.</p>
      )}
      {error && <p className="text-sm text-bad">The points could not be loaded.</p>}
    </Card>
  )
}
