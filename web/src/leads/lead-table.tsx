import { useParams } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Lead, LeadSort } from '#modules/leads/schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { orders, type TableColumn } from '#web/leads/columns.tsx'
import { ScoreMark } from '#web/leads/score-mark.tsx'
import { useWindowed } from '#web/leads/use-windowed.ts'
import { cx } from '#web/ui/cx.ts'
import { RowLink } from '#web/ui/data-table.tsx'
import { recallRow, useRowKeys } from '#web/ui/row-keys.ts'
import type { Selection } from '#web/ui/selection.ts'
import { sortedBy, SortHeading } from '#web/ui/sort.tsx'

type Props = {
  rows: Lead[]
  count: number | undefined
  hasMore: boolean
  columns: TableColumn[]
  sort: LeadSort
  selection: Selection | undefined
  isFaded: boolean
  isWide: boolean
  onShow: (from: number, to: number) => void
}

/** Where the table was left. */
let left = { path: '', top: 0 }

/** Rows that stand for what is on its way. */
const waiting = 8

/** Only the rows on the screen are there, between two empty ones that are as high as all the others. */
export function LeadTable(props: Props) {
  const { rows, count, hasMore, columns, sort, selection, isFaded, isWide, onShow } = props
  const { slug } = useParams({ from: '/app/$slug' })
  const body = useRef<HTMLTableSectionElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const height = isWide ? 36 : 64
  const length = rows.length + (hasMore ? waiting : 0)
  const { from, to } = useWindowed(body, length, height)
  useRowKeys(body)
  useEffect(() => onShow(from, to))
  // Coming back lands where one was, and on the row that was opened.
  useEffect(() => {
    const node = box.current
    if (node) node.scrollTop = left.path === location.href ? left.top : 0
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => recallRow(body.current)))
    return () => cancelAnimationFrame(frame)
  }, [])

  const boxes = selection && isWide ? 36 : 0
  const shown = isWide ? columns : []
  const width = 180 + boxes + shown.reduce((sum, column) => sum + column.width, 0)
  return (
    <div
      ref={box}
      onScroll={({ currentTarget }) => (left = { path: location.href, top: currentTarget.scrollTop })}
      className="relative overflow-auto rounded-lg border border-line bg-surface shadow-card max-md:overflow-visible md:max-h-[calc(100dvh-14rem)] md:min-h-80"
    >
      <table
        aria-rowcount={(count ?? length) + 1}
        className={cx('w-full table-fixed text-sm', isFaded && 'opacity-60')}
        style={isWide ? { minWidth: `${width}px` } : undefined}
      >
        <caption className="sr-only">Leads</caption>
        <thead className="max-md:sr-only md:sticky md:top-0 md:z-2">
          <tr aria-rowindex={1} className="bg-sunken text-left text-xs text-ink-2 shadow-[0_1px_0_var(--color-line)]">
            {selection && isWide && (
              <td className="w-9 pl-3">
                <Box
                  label="Choose all that are loaded"
                  checked={selection.page === 'all'}
                  isPartly={selection.page === 'some'}
                  onToggle={selection.togglePage}
                />
              </td>
            )}
            <th scope="col" aria-sort={sortedBy('name', sort)} className="px-3 py-2 font-medium first:pl-4">
              <SortHeading orders={orders} current={sort} first="name" children="Name" />
            </th>
            {shown.map((column) => (
              <th
                key={column.id}
                scope="col"
                style={{ width: `${column.width}px` }}
                aria-sort={column.sort && sortedBy(column.sort.replace('-', ''), sort)}
                className={cx('truncate px-3 py-2 font-medium last:pr-4', column.align === 'right' && 'text-right')}
              >
                {column.sort ? (
                  <SortHeading orders={orders} current={sort} first={column.sort} children={column.label} />
                ) : (
                  column.label
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          <Gap rows={from} height={height} />
          {Array.from({ length: Math.max(0, to - from) }, (_, index) => {
            const place = from + index
            const lead = rows[place]
            return (
              <tr
                key={lead?.id ?? place}
                aria-rowindex={place + 2}
                style={{ height: `${height}px` }}
                className={cx(
                  'relative border-b border-line hover:bg-hover has-[a[data-row]:focus-visible]:bg-hover',
                  lead && selection?.has(lead.id) && 'bg-info-bg/50',
                )}
              >
                {lead ? (
                  <Row lead={lead} columns={shown} slug={slug} selection={selection} isWide={isWide} all={columns} />
                ) : (
                  <td colSpan={shown.length + 2} className="px-4">
                    <div className="skeleton h-4" />
                  </td>
                )}
              </tr>
            )
          })}
          <Gap rows={length - to} height={height} />
        </tbody>
      </table>
    </div>
  )
}

type RowProps = {
  lead: Lead
  columns: TableColumn[]
  all: TableColumn[]
  slug: string
  selection: Selection | undefined
  isWide: boolean
}

function Row({ lead, columns, all, slug, selection, isWide }: RowProps) {
  const link = (
    <RowLink id={lead.id} to="/app/$slug/leads/$" params={{ slug, _splat: lead.id }}>
      {lead.name}
    </RowLink>
  )
  const choice = selection && (
    <Box
      label={`Choose ${lead.name}`}
      checked={selection.has(lead.id)}
      onToggle={(isRange) => selection.toggle(lead.id, isRange)}
    />
  )
  if (!isWide)
    return (
      <td className="p-0">
        <div
          className={cx(
            'grid h-16 content-center items-center gap-x-3 gap-y-0.5 overflow-hidden pr-4',
            choice ? 'grid-cols-[2.5rem_minmax(0,1fr)_auto]' : 'grid-cols-[minmax(0,1fr)_auto] pl-4',
          )}
        >
          {choice && <div className="relative z-1 row-span-2 h-16">{choice}</div>}
          <div className="truncate text-base">{link}</div>
          <div className="flex items-center gap-2 text-right tabular-nums">
            {lead.estimated_value_cents !== null && formatMoney(lead.estimated_value_cents)}
            <ScoreMark score={lead.score} />
          </div>
          <div className="truncate text-ink-2">{lead.company ?? lead.source}</div>
          <div className="justify-self-end">{all.find(({ id }) => id === 'stage')?.cell(lead)}</div>
        </div>
      </td>
    )
  return (
    <>
      {choice && <td className="relative z-1 w-9 pl-3">{choice}</td>}
      <td className="truncate px-3 first:pl-4">{link}</td>
      {columns.map((column) => (
        <td
          key={column.id}
          className={cx('truncate px-3 last:pr-4', column.align === 'right' && 'text-right tabular-nums')}
        >
          {column.cell(lead)}
        </td>
      ))}
    </>
  )
}

function Gap({ rows, height }: { rows: number; height: number }) {
  if (rows <= 0) return null
  return (
    <tr aria-hidden>
      <td style={{ height: `${rows * height}px` }} className="p-0" />
    </tr>
  )
}

function Box(props: { label: string; checked: boolean; isPartly?: boolean; onToggle: (isRange: boolean) => void }) {
  return (
    <label className="grid size-full min-h-8 cursor-pointer place-items-center">
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
