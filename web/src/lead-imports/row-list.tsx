import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { formatCount } from '#web/api/format.ts'
import { rowsUrl } from '#web/lead-imports/api.ts'
import { ImportedLeadLink } from '#web/lead-imports/import-link.tsx'
import { type LeadImport, type LeadImportRow, rowsQuery, type Verdict } from '#web/lead-imports/queries.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'

type Props = { lead_import: LeadImport; verdict: Verdict; count: number; title: string }

/** Rows that do not come in, each with its reason, and all of them as a file to be mended. */
export function RowList({ lead_import, verdict, count, title }: Props) {
  const { id, checked_at, ended_at } = lead_import
  const { data, error, refetch } = useQuery(rowsQuery(id, verdict, ended_at ?? checked_at))
  return (
    <section aria-label={title} className="overflow-hidden rounded-lg border border-line bg-surface shadow-card">
      <header className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2">
        <h2 className="text-sm font-semibold">
          {title} <span className="font-normal text-ink-2 tabular-nums">{formatCount(count)}</span>
        </h2>
        <a href={rowsUrl(id, verdict)} download className={buttonClass()}>
          <Download aria-hidden />
          Download as CSV
        </a>
      </header>
      {error && !data && (
        <ErrorState title="The rows could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
      {!data && !error && <Skeleton className="m-4 h-20" />}
      <ul className="max-h-96 overflow-y-auto text-sm" tabIndex={0} aria-label={`${title}, by line`}>
        {data?.data.map((row) => (
          <li
            key={row.line}
            className="grid gap-x-3 gap-y-0.5 border-b border-line px-4 py-2 last:border-0 sm:grid-cols-[4.5rem_minmax(0,14rem)_minmax(0,1fr)]"
          >
            <span className="text-ink-2 tabular-nums">Line {formatCount(row.line)}</span>
            <span className="truncate">{row.cells.filter(Boolean).slice(0, 3).join(' · ') || 'Empty'}</span>
            <span className="grid gap-0.5 wrap-anywhere">
              {reasonsOf(row).map((reason, i) => (
                <span key={i}>{reason}</span>
              ))}
              {row.duplicate_of_lead_id && !row.reasons.length && (
                <span>
                  <ImportedLeadLink id={row.duplicate_of_lead_id}>You have this lead already</ImportedLeadLink>
                </span>
              )}
            </span>
          </li>
        ))}
        {data && count > data.data.length && (
          <li className="px-4 py-2 text-ink-2">and {formatCount(count - data.data.length)} more, all in the file</li>
        )}
      </ul>
    </section>
  )
}

function reasonsOf({ reasons, duplicate_of_lead_id, duplicate_of_line }: LeadImportRow): string[] {
  if (reasons.length) return reasons.map(({ column, detail }) => (column ? `${column}: ${detail}` : detail))
  if (duplicate_of_lead_id) return []
  return [`The same as line ${formatCount(duplicate_of_line ?? 0)}.`]
}
