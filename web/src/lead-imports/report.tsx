import { formatCount } from '#web/api/format.ts'
import type { LeadImport } from '#web/lead-imports/queries.ts'
import { RowList } from '#web/lead-imports/row-list.tsx'

/** What a file holds, in figures, and each row that does not come in. */
export function Report({ lead_import }: { lead_import: LeadImport }) {
  const { row_count, new_count, duplicate_count, bad_count, masked_count, choices, is_swept } = lead_import
  const flagged = choices?.duplicates === 'flag'
  const figures = [
    { word: 'Rows', count: row_count, tone: '' },
    { word: 'New leads', count: new_count, tone: 'text-ok' },
    { word: flagged ? 'Duplicates, flagged' : 'Duplicates, skipped', count: duplicate_count, tone: '' },
    { word: 'Cannot be read', count: bad_count, tone: bad_count ? 'text-bad' : '' },
  ]
  return (
    <>
      <dl className="grid grid-cols-2 overflow-hidden rounded-lg border border-line bg-surface shadow-card sm:grid-cols-4">
        {figures.map(({ word, count, tone }) => (
          <div
            key={word}
            className="grid gap-0.5 border-line px-4 py-3 not-last:border-r max-sm:nth-2:border-r-0 max-sm:nth-[-n+2]:border-b"
          >
            <dt className="text-xs text-ink-2">{word}</dt>
            <dd className={`text-xl font-semibold tabular-nums ${tone}`}>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      {masked_count > 0 && (
        <p className="rounded-lg border border-warn/30 bg-warn-bg px-4 py-2 text-sm text-warn">
          {masked_count === 1 ? '1 NRIC or FIN was masked' : `${formatCount(masked_count)} NRICs or FINs were masked`}:
          the law does not let you keep them for this.
        </p>
      )}
      {is_swept && <p className="text-sm text-ink-2">Its rows were kept for 30 days and are gone now.</p>}
      {!is_swept && bad_count > 0 && (
        <RowList lead_import={lead_import} verdict="bad" count={bad_count} title="Rows that cannot be read" />
      )}
      {!is_swept && duplicate_count > 0 && (
        <RowList lead_import={lead_import} verdict="duplicate" count={duplicate_count} title="Duplicates" />
      )}
    </>
  )
}
