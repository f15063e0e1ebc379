import type { ReactNode } from 'react'
import type { StatementPreview } from '#modules/bank/schemas.ts'
import { formatCount, formatDate, formatMoney } from '#web/api/format.ts'
import { BadRows } from '#web/bank/bad-rows.tsx'
import { BankLink } from '#web/bank/bank-link.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { Notice } from '#web/ui/notice.tsx'

type Props = { preview: StatementPreview; onColumns: (() => void) | undefined; children: ReactNode }

const formats = { csv: 'CSV', ofx: 'OFX', mt940: 'MT940', camt053: 'CAMT.053' }

/** How a file is read, before it is imported: what is new, what is left out and why, and the first lines. */
export function ImportPreview({ preview, onColumns, children }: Props) {
  const { format, bank, from_date, to_date, in_cents, out_cents, known_import_id, doubtful_rows } = preview
  return (
    <section aria-labelledby="preview" className="grid gap-4">
      {known_import_id && (
        <Notice
          title="This very file was imported already"
          actions={
            <BankLink to={`imports/${known_import_id}`} className={buttonClass()}>
              What came of it
            </BankLink>
          }
        >
          Importing it again changes nothing.
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id="preview" className="text-base font-semibold">
          {bank ? `${bank}, ${formats[format]}` : `A ${formats[format]} file`}
        </h2>
        {from_date && to_date && (
          <p className="text-sm text-ink-2 tabular-nums">
            {from_date === to_date ? formatDate(from_date) : `${formatDate(from_date)} to ${formatDate(to_date)}`} ·{' '}
            {formatMoney(in_cents)} in, {formatMoney(out_cents)} out
          </p>
        )}
        {onColumns && (
          <Button variant="ghost" size="sm" onClick={onColumns}>
            Change columns
          </Button>
        )}
      </div>
      <Counts preview={preview} />
      {doubtful_rows.length > 0 && (
        <BadRows
          title="To look at: they are imported, and never matched by themselves"
          tone="warn"
          rows={doubtful_rows.map(({ line, amount_cents, warning }) => ({
            line,
            reason: `${formatMoney(amount_cents)}. ${warning ?? ''}`,
          }))}
          count={preview.doubtful_count}
        />
      )}
      {preview.bad_count > 0 && <BadRows rows={preview.bad_rows} count={preview.bad_count} />}
      <div className="flex flex-wrap items-center gap-3">
        {children}
        {preview.row_count === 0 && (
          <p className="text-sm text-ink-2">There is no line that can be read, so there is nothing to import.</p>
        )}
      </div>
      {preview.rows.length > 0 && <FirstLines preview={preview} />}
    </section>
  )
}

function Counts({ preview: { new_count, known_count, bad_count, doubtful_count } }: { preview: StatementPreview }) {
  const counts = [
    ['New', new_count, 'text-ok'],
    ['Known already', known_count, ''],
    ['Left out', bad_count, bad_count > 0 ? 'text-bad' : ''],
    ['To look at', doubtful_count, doubtful_count > 0 ? 'text-warn' : ''],
  ] as const
  return (
    <dl className="grid max-w-3xl grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-4">
      {counts.map(([word, count, look]) => (
        <div key={word} className="bg-surface px-4 py-3">
          <dt className="text-sm text-ink-2">{word}</dt>
          <dd className={cx('text-xl font-semibold tabular-nums', look)}>{formatCount(count)}</dd>
        </div>
      ))}
    </dl>
  )
}

function FirstLines({ preview: { rows, row_count } }: { preview: StatementPreview }) {
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface shadow-card">
      <table className="w-full text-sm">
        <caption className="px-4 py-2.5 text-left text-sm text-ink-2">
          {row_count > rows.length
            ? `The first ${rows.length} of ${formatCount(row_count)} lines, as they are read`
            : 'All lines, as they are read'}
        </caption>
        <thead>
          <tr className="border-y border-line bg-sunken/50 text-left text-xs text-ink-2">
            <th scope="col" className="py-2 pl-4 font-medium">
              Line
            </th>
            <th scope="col" className="px-3 py-2 font-medium">
              Date
            </th>
            <th scope="col" className="px-3 py-2 font-medium max-md:hidden">
              Text
            </th>
            <th scope="col" className="py-2 pr-4 text-right font-medium">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, transaction_date, description, reference, payer_name, amount_cents }) => (
            <tr key={line} className="border-b border-line last:border-0">
              <td className="py-1.5 pl-4 text-ink-3">{line}</td>
              <td className="px-3 py-1.5 whitespace-nowrap">
                {formatDate(transaction_date)}
                <span className="block max-w-48 truncate text-ink-2 md:hidden">{payer_name ?? description}</span>
              </td>
              <td className="w-full max-w-0 truncate px-3 py-1.5 text-ink-2 max-md:hidden">
                {[payer_name, description, reference].filter(Boolean).join(' · ')}
              </td>
              <td className="py-1.5 pr-4 text-right font-medium whitespace-nowrap">{formatMoney(amount_cents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
