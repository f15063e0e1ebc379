import { fieldWord, valueWord } from '#web/events/words.ts'

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
const hidden = /(^|_)id$|^(version|created_at|updated_at|organization_id)$/

/** What the thing was after an event that changed no single field, such as its creation. */
export function Particulars({ data }: { data: Record<string, unknown> }) {
  const fields = Object.entries(data).filter(
    ([key, value]) =>
      !hidden.test(key) &&
      value !== null &&
      value !== '' &&
      typeof value !== 'object' &&
      !(typeof value === 'string' && uuid.test(value)),
  )
  if (fields.length === 0) return null
  return (
    <dl className="grid max-w-2xl gap-x-6 gap-y-1 text-sm sm:grid-cols-2">
      {fields.map(([key, value]) => (
        <div key={key} className="flex min-w-0 gap-3">
          <dt className="w-36 shrink-0 text-ink-2">{fieldWord(key)}</dt>
          <dd className="min-w-0 break-words">{valueWord(key, value)}</dd>
        </div>
      ))}
    </dl>
  )
}
