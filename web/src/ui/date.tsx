import { formatDate, formatDateTime, formatRelative } from '#web/api/format.ts'

/** A day, such as a due date: 21 Nov 2026. */
export function DateText({ value }: { value: string }) {
  return (
    <time dateTime={value} className="whitespace-nowrap">
      {formatDate(value)}
    </time>
  )
}

/** An instant: "2 hours ago" within a week, the full date and time on hover. */
export function TimeText({ value }: { value: string }) {
  return (
    <time dateTime={value} title={formatDateTime(value)} className="whitespace-nowrap">
      {formatRelative(value)}
    </time>
  )
}
