import { Link } from '@tanstack/react-router'
import type { LeadFlow, LeadFlowQuery } from '#modules/lead-conversions/schemas.ts'
import { formatCount, formatMoney } from '#web/api/format.ts'
import { useOrganization } from '#web/app/session.ts'
import type { Source } from '#web/lead-flow/fold.ts'
import { leadsBehind } from '#web/lead-flow/link-to-leads.ts'
import { flowOrders, type FlowSort, isSort } from '#web/lead-flow/sort.ts'
import { SortHeading, sortedBy } from '#web/ui/sort.tsx'

type Props = { flow: LeadFlow; sources: Source[]; sort: string | undefined; query: LeadFlowQuery }

const cell = 'h-8.5 px-3 py-1 text-right tabular-nums whitespace-nowrap last:pr-4'
const head = 'px-3 py-2 text-right font-medium last:pr-4'

/** The same figures in rows: every source, also those that the chart folds, and what they add up to. */
export function FlowTable({ flow, sources, sort, query }: Props) {
  const { slug } = useOrganization()
  const current: FlowSort = isSort(sort) ? sort : '-collected'
  const counts = new Map(flow.links.map(({ source, stage_id, count }) => [`${stage_id} ${source}`, count]))
  const heading = (first: FlowSort, words: string) => (
    <SortHeading orders={flowOrders} current={current} first={first}>
      {words}
    </SortHeading>
  )
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface shadow-card">
      <table className="w-full text-sm">
        <caption className="sr-only">Sources of leads</caption>
        <thead>
          <tr className="border-b border-line bg-sunken/50 text-xs text-ink-2">
            <th scope="col" aria-sort={sortedBy('source', current)} className="px-4 py-2 text-left font-medium">
              {heading('source', 'Source')}
            </th>
            <th scope="col" aria-sort={sortedBy('count', current)} className={head}>
              {heading('-count', 'Leads')}
            </th>
            {flow.stages.map(({ stage_id, name }) => (
              <th key={stage_id} scope="col" className={head}>
                {name}
              </th>
            ))}
            <th scope="col" aria-sort={sortedBy('won', current)} className={head}>
              {heading('-won', 'Became customers')}
            </th>
            <th scope="col" aria-sort={sortedBy('collected', current)} className={head}>
              {heading('-collected', 'Collected')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sources.map(({ source, count, converted_count, collected_cents }) => (
            <tr key={source} className="border-b border-line hover:bg-hover">
              <th scope="row" className="max-w-72 truncate px-4 py-1 text-left font-medium">
                <Link {...leadsBehind(slug, query, { source })} activeProps={{}} className="hover:underline">
                  {source}
                </Link>
              </th>
              <td className={cell}>{formatCount(count)}</td>
              {flow.stages.map(({ stage_id }) => (
                <td key={stage_id} className={cell}>
                  {formatCount(counts.get(`${stage_id} ${source}`) ?? 0)}
                </td>
              ))}
              <td className={cell}>
                {formatCount(converted_count)}
                <span className="inline-block w-12 text-ink-2">{Math.round((converted_count / count) * 100)}%</span>
              </td>
              <td className={cell}>{formatMoney(collected_cents)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="bg-sunken/50 font-semibold">
            <th scope="row" className="px-4 py-1 text-left font-semibold">
              All sources
            </th>
            <td className={cell}>{formatCount(flow.count)}</td>
            {flow.stages.map(({ stage_id, count }) => (
              <td key={stage_id} className={cell}>
                {formatCount(count)}
              </td>
            ))}
            <td className={cell}>
              {formatCount(flow.converted_count)}
              <span className="inline-block w-12 font-normal text-ink-2">
                {Math.round((flow.converted_count / flow.count) * 100)}%
              </span>
            </td>
            <td className={cell}>{formatMoney(flow.collected_cents)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
