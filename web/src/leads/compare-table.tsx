import type { Lead } from '#modules/leads/schemas.ts'
import { formatDate } from '#web/api/format.ts'
import { type Choices, type ComparedField, wordsOf } from '#web/leads/merge-fields.ts'
import { cx } from '#web/ui/cx.ts'

type Props = {
  survivor: Lead
  other: Lead
  choices: Choices
  labels: ReadonlyMap<ComparedField, string>
  names: ReadonlyMap<string, string>
  onChoose: (choices: Choices) => void
}

/** Field by field; where the two differ one is chosen, by arrows as well. Notes of both stay unless one is chosen. */
export function CompareTable({ survivor, other, choices, labels, names, onChoose }: Props) {
  const leads = [survivor, other]
  const fields = [...labels].filter(([field]) => leads.some((lead) => wordsOf(lead, field, names) !== ''))
  return (
    <div className="grid rounded-lg border border-line bg-raised">
      <div className="grid grid-cols-2 gap-4 border-b border-line px-4 py-3 text-sm sm:grid-cols-[9rem_1fr_1fr]">
        <span className="max-sm:hidden" />
        <Head lead={survivor} note="Stays" />
        <Head lead={other} note="Goes into it" />
      </div>
      {fields.map(([field, label]) => (
        <Row key={field} {...{ field, label, leads, choices, names, onChoose }} />
      ))}
    </div>
  )
}

function Head({ lead, note }: { lead: Lead; note: string }) {
  return (
    <p className="min-w-0 sm:px-2">
      <span className="font-medium">{note}</span>
      <span className="block text-ink-3">
        {lead.source}, {formatDate(lead.created_at)}
      </span>
    </p>
  )
}

type RowProps = Omit<Props, 'survivor' | 'other' | 'labels'> & {
  field: ComparedField
  label: string
  leads: readonly Lead[]
}

function Row({ field, label, leads, choices, names, onChoose }: RowProps) {
  const words = leads.map((lead) => wordsOf(lead, field, names))
  const differs = words[0] !== words[1]
  const isOfCustomer = field === 'stage_id' && leads[0]!.status === 'converted'
  return (
    <fieldset className="grid gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-0 sm:grid-cols-[9rem_1fr_1fr]">
      <legend className="float-left py-1.5 text-sm text-ink-2 sm:contents">
        <span className="sm:py-1.5">
          {label}
          {differs && <span className="ml-2 text-xs font-medium text-warn">differs</span>}
        </span>
      </legend>
      {leads.map((lead, i) => (
        <label
          key={lead.id}
          className={cx(
            'flex min-h-9 min-w-0 items-start gap-2 rounded-md border border-transparent px-2 py-1.5 text-sm pointer-coarse:min-h-11',
            !differs && i === 1 && 'max-sm:hidden',
            differs && choices[field] === lead.id && 'border-primary bg-sunken',
          )}
        >
          {differs && (
            <input
              type="radio"
              name={field}
              className="mt-0.5 size-4 shrink-0 accent-primary"
              checked={choices[field] === lead.id}
              disabled={isOfCustomer && i === 1}
              onChange={() => onChoose({ ...choices, [field]: lead.id })}
              aria-label={`${label} of the lead that ${i === 0 ? 'stays' : 'goes'}: ${words[i] || 'empty'}`}
            />
          )}
          <span className={cx('min-w-0 break-words whitespace-pre-wrap', !words[i] && 'text-ink-3')}>
            {words[i] || 'empty'}
          </span>
        </label>
      ))}
      {field === 'notes' && leads.every((lead) => lead.notes) && differs && (
        <label className="flex min-h-9 items-center gap-2 px-2 text-sm sm:col-start-2 pointer-coarse:min-h-11">
          <input
            type="radio"
            name={field}
            className="size-4 accent-primary"
            checked={choices.notes === undefined}
            onChange={() => onChoose(withoutNotes(choices))}
          />
          Keep both notes
        </label>
      )}
    </fieldset>
  )
}

function withoutNotes({ notes: _, ...choices }: Choices): Choices {
  return choices
}
