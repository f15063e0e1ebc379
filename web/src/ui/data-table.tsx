import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { cx } from '#web/ui/cx.ts'
import { ErrorState } from '#web/ui/state.tsx'
import type { Selection } from '#web/ui/selection.ts'
import { recallRow, rememberRow, useRowKeys } from '#web/ui/row-keys.ts'

export type Column<T> = {
  id: string
  header: ReactNode
  /** Which way the list is sorted by this column, if it is. */
  sort?: 'ascending' | 'descending' | undefined
  cell: (row: T) => ReactNode
  align?: 'right'
  /** Where it stands on a phone's two-line card; without it the column is hidden there. */
  phone?: 'title' | 'amount' | 'sub' | 'status'
  className?: string
}

type Props<T> = {
  caption: string
  columns: Column<T>[]
  query: Pick<
    UseQueryResult<{ data: T[] }>,
    'data' | 'isPending' | 'isError' | 'error' | 'isPlaceholderData' | 'refetch'
  >
  rowId: (row: T) => string
  /** The row's own page; the link is stretched over the row from the first column. */
  rowLink?: (row: T) => { to: string; params: Record<string, string> }
  /** First use or no match: the caller knows which. */
  empty: ReactNode
  skeletonRows?: number
  /** Rows may be chosen: a box before each, whose name says which. */
  selection?: Selection | undefined
  nameOf?: (row: T) => string
}

const phoneSpot = {
  title: 'max-md:col-start-1 max-md:row-start-1 max-md:truncate max-md:text-base',
  amount: 'max-md:col-start-2 max-md:row-start-1 max-md:text-right max-md:text-base',
  sub: 'max-md:col-start-1 max-md:row-start-2 max-md:truncate max-md:text-ink-2',
  status: 'max-md:col-start-2 max-md:row-start-2 max-md:justify-self-end',
}

/** One list, all its states: skeleton, rows (faded while the next page loads), empty, error. Cards on phones. */
export function DataTable<T>(props: Props<T>) {
  const { caption, columns, query, rowId, rowLink, empty, skeletonRows = 14, selection, nameOf = rowId } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const rows = query.data?.data
  useRowKeys(body)
  useEffect(() => {
    if (rows) recallRow(body.current)
  }, [rows])

  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface shadow-card print:border-0 print:shadow-none">
      <table className="w-full text-sm max-md:block" aria-busy={query.isPending || query.isPlaceholderData}>
        <caption className="sr-only">{caption}</caption>
        <thead className={cx('max-md:sr-only', (query.isError ? !rows : rows?.length === 0) && 'sr-only')}>
          <tr className="border-b border-line bg-sunken/50 text-left text-xs text-ink-2">
            {selection && (
              <td className={boxCell}>
                <Box
                  label="Choose all on this page"
                  checked={selection.page === 'all'}
                  isPartly={selection.page === 'some'}
                  onToggle={selection.togglePage}
                />
              </td>
            )}
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                aria-sort={column.sort}
                className={cx(
                  'px-3 py-2 font-medium first:pl-4 last:pr-4',
                  column.align === 'right' && 'text-right',
                  column.className,
                )}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} className={cx('transition-opacity max-md:block', query.isPlaceholderData && 'opacity-60')}>
          {query.isPending && !query.isError && (
            <SkeletonRows rows={skeletonRows} columns={columns.length + (selection ? 1 : 0)} />
          )}
          {rows?.map((row) => (
            <tr
              key={rowId(row)}
              className={cx(
                'relative border-b border-line last:border-0 hover:bg-hover has-[a[data-row]:focus-visible]:bg-hover max-md:grid max-md:min-h-15 max-md:grid-cols-[minmax(0,1fr)_auto] max-md:items-center max-md:gap-x-3 max-md:gap-y-0.5 max-md:px-4 max-md:py-2.5',
                selection && 'max-md:pl-13',
                selection?.has(rowId(row)) && 'bg-info-bg/50',
              )}
            >
              {selection && (
                <td className={boxCell}>
                  <Box
                    label={`Choose ${nameOf(row)}`}
                    checked={selection.has(rowId(row))}
                    onToggle={(isRange) => selection.toggle(rowId(row), isRange)}
                  />
                </td>
              )}
              {columns.map((column, index) => (
                <td
                  key={column.id}
                  className={cx(
                    'h-8.5 px-3 py-1 max-md:h-auto max-md:p-0 md:whitespace-nowrap md:first:pl-4 md:last:pr-4',
                    column.align === 'right' && 'text-right tabular-nums',
                    column.phone ? phoneSpot[column.phone] : 'max-md:hidden',
                    column.className,
                  )}
                >
                  {index === 0 && rowLink ? (
                    <RowLink id={rowId(row)} {...rowLink(row)}>
                      {column.cell(row)}
                    </RowLink>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {query.isError && !rows && (
        <ErrorState title={`${caption} could not be loaded`} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {rows?.length === 0 && empty}
    </div>
  )
}

const boxCell =
  'relative z-1 w-8 pl-3 max-md:absolute max-md:inset-y-0 max-md:left-0 max-md:w-13 max-md:p-0 print:hidden'

/** Its whole cell is the target; above the link that is stretched over the row. */
function Box(props: { label: string; checked: boolean; isPartly?: boolean; onToggle: (isRange: boolean) => void }) {
  return (
    <label className="-my-1 grid size-full min-h-8 cursor-pointer place-items-center max-md:my-0 max-md:h-full">
      <input
        type="checkbox"
        aria-label={props.label}
        checked={props.checked}
        ref={(box) => {
          if (box) box.indeterminate = props.isPartly === true
        }}
        onChange={(event) => props.onToggle((event.nativeEvent as MouseEvent).shiftKey)}
        className="size-4 accent-primary pointer-coarse:size-6"
      />
    </label>
  )
}

/** The name of a row, a real link stretched over all of it. */
export function RowLink({
  id,
  to,
  params,
  children,
}: {
  id: string
  to: string
  params: Record<string, string>
  children: ReactNode
}) {
  return (
    <Link
      to={to}
      params={params}
      data-row={id}
      onClick={() => rememberRow(id)}
      className="font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-sm focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
    >
      {children}
    </Link>
  )
}

function SkeletonRows({ rows, columns }: { rows: number; columns: number }) {
  return Array.from({ length: rows }, (_, index) => (
    <tr key={index} aria-hidden className="border-b border-line last:border-0 max-md:block">
      <td colSpan={columns} className="h-8.5 px-4 py-1 max-md:block max-md:h-15 max-md:py-3">
        <div className="skeleton h-4 max-md:h-8" />
      </td>
    </tr>
  ))
}
