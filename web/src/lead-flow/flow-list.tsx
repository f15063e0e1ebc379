import { Link } from '@tanstack/react-router'
import type { LeadFlow, LeadFlowQuery } from '#modules/lead-conversions/schemas.ts'
import { formatCount, formatMoney } from '#web/api/format.ts'
import { useOrganization } from '#web/app/session.ts'
import type { Source } from '#web/lead-flow/fold.ts'
import { leadsBehind } from '#web/lead-flow/link-to-leads.ts'
import { leadsWord } from '#web/leads/words.ts'

type Props = { flow: LeadFlow; sources: Source[]; query: LeadFlowQuery }
type Stage = LeadFlow['stages'][number]

/** Open ones as shades of one colour, so that neighbours stay apart; lost is grey, won is green. */
function toneOf({ status }: Stage, place: number): string {
  if (status === 'converted') return 'bg-ok'
  if (status === 'disqualified') return 'bg-line-strong'
  return ['bg-primary', 'bg-primary/70', 'bg-primary/45', 'bg-primary/25'][place % 4]!
}

/** The flow for a narrow screen: a source upon another, a bar as long as it has leads, cut by where they are now. */
export function FlowList({ flow, sources, query }: Props) {
  const { slug } = useOrganization()
  const top = Math.max(...flow.sources.map(({ count }) => count))
  return (
    <ul aria-label="Sources" className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {sources.map(({ source, count, converted_count, collected_cents }) => {
        const stages = flow.stages.flatMap((stage, place) => {
          const link = flow.links.find((each) => each.source === source && each.stage_id === stage.stage_id)
          return link ? [{ stage, tone: toneOf(stage, place), count: link.count }] : []
        })
        return (
          <li key={source} className="min-w-0 rounded-lg border border-line bg-surface px-4 pt-1 pb-1.5 shadow-card">
            <div className="flex items-center gap-3">
              <Link
                {...leadsBehind(slug, query, { source })}
                activeProps={{}}
                className="flex min-h-11 min-w-0 flex-1 items-center text-base font-semibold"
              >
                <span className="truncate">{source}</span>
              </Link>
              <span className="text-base font-semibold tabular-nums">{formatMoney(collected_cents)}</span>
            </div>
            <div
              aria-hidden
              className="flex h-3 gap-px overflow-hidden rounded"
              style={{ width: `${(count / top) * 100}%` }}
            >
              {stages.map(({ stage, tone, count: part }) => (
                <span key={stage.stage_id} className={tone} style={{ flexGrow: part }} />
              ))}
            </div>
            <p className="pt-1.5 text-xs text-ink-2 tabular-nums">
              {formatCount(count)} {leadsWord(count)} · {formatCount(converted_count)} won
            </p>
            <ul aria-label={`Stages of ${source}`} className="flex flex-wrap gap-x-4">
              {stages.map(({ stage, tone, count: part }) => (
                <li key={stage.stage_id}>
                  <Link
                    {...leadsBehind(slug, query, { source, stage_id: stage.stage_id })}
                    activeProps={{}}
                    className="inline-flex min-h-11 items-center gap-1.5 text-sm tabular-nums"
                  >
                    <span aria-hidden className={`size-2.5 rounded-sm ${tone}`} />
                    {stage.name} <span className="text-ink-2">{formatCount(part)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </li>
        )
      })}
    </ul>
  )
}
