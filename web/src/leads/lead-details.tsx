import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import type { Lead } from '#modules/leads/schemas.ts'
import type { LeadField } from '#modules/leads/stage-schemas.ts'
import { formatDate, formatMoney, formatPhone } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { Card } from '#web/leads/card.tsx'
import { readTags } from '#web/leads/lead-fields.ts'
import { facetsQuery, fieldsQuery } from '#web/leads/queries.ts'
import { useChangeLead } from '#web/leads/use-change-lead.ts'
import { CopyText } from '#web/ui/copy.tsx'
import { DateText } from '#web/ui/date.tsx'

export function LeadDetails({ lead }: { lead: Lead }) {
  const own = useQuery(fieldsQuery).data?.data ?? []
  const { email, phone, uen, estimated_value_cents, notes, custom_fields } = lead
  return (
    <Card title="Details">
      <dl className="divide-y divide-line text-sm">
        <Entry term="Worth">
          {estimated_value_cents === null ? (
            none
          ) : (
            <span className="tabular-nums">{formatMoney(estimated_value_cents)}</span>
          )}
        </Entry>
        <Entry term="Company">{lead.company ?? none}</Entry>
        <Entry term="UEN">{uen ? <CopyText value={uen} label="Copy the UEN" /> : none}</Entry>
        <Entry term="E-mail">{email ? <CopyText value={email} label="Copy the e-mail address" /> : none}</Entry>
        <Entry term="Phone">
          {phone ? (
            <CopyText value={phone} label="Copy the phone number">
              {formatPhone(phone)}
            </CopyText>
          ) : (
            none
          )}
        </Entry>
        {own.map((field) => (
          <Entry key={field.id} term={field.label}>
            {shown(field, custom_fields[field.key]) ?? none}
          </Entry>
        ))}
        <Entry term="Tags">
          <Tags lead={lead} />
        </Entry>
        <Entry term="Came">
          <DateText value={lead.created_at} />
        </Entry>
        {notes && (
          <Entry term="Notes">
            <span className="whitespace-pre-wrap">{notes}</span>
          </Entry>
        )}
      </dl>
    </Card>
  )
}

function Tags({ lead }: { lead: Lead }) {
  const canWrite = useCan('leads.write') && !lead.archived_at
  const { save } = useChangeLead(lead)
  const [text, setText] = useState('')
  const list = useId()
  const facets = useQuery({ ...facetsQuery, enabled: canWrite })
  const change = (tags: string[]) => save({ tags }, { tags })

  async function add(event: FormEvent) {
    event.preventDefault()
    const added = readTags(text).filter((tag) => !lead.tags.includes(tag))
    if (added.length > 0 && (await change([...lead.tags, ...added]))) setText('')
    else if (added.length === 0) setText('')
  }

  return (
    <div className="flex flex-wrap items-center gap-1">
      {lead.tags.map((tag) => (
        <span
          key={tag}
          className="inline-flex items-center gap-0.5 rounded bg-mute-bg py-0.5 pr-0.5 pl-1.5 text-xs text-mute"
        >
          {tag}
          {canWrite && (
            <button
              type="button"
              aria-label={`Remove tag ${tag}`}
              onClick={() => void change(lead.tags.filter((each) => each !== tag))}
              className="grid size-5 place-items-center rounded hover:bg-hover pointer-coarse:size-8"
            >
              <X aria-hidden className="size-3" />
            </button>
          )}
        </span>
      ))}
      {canWrite ? (
        <form onSubmit={(event) => void add(event)}>
          <input
            aria-label="Add a tag"
            placeholder="Add a tag"
            list={list}
            maxLength={40}
            value={text}
            onChange={({ target }) => setText(target.value)}
            className="h-6 w-24 rounded border border-transparent bg-transparent px-1 text-xs placeholder:text-ink-2 hover:border-line-strong focus:border-line-strong pointer-coarse:h-11 pointer-coarse:text-[1rem]"
          />
          <datalist id={list}>
            {facets.data?.tags.map((tag) => (
              <option key={tag} value={tag} />
            ))}
          </datalist>
        </form>
      ) : (
        lead.tags.length === 0 && none
      )}
    </div>
  )
}

function shown({ kind }: LeadField, value: unknown): string | null {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return null
  return kind === 'date' ? formatDate(value) : value
}

export function Entry({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-baseline gap-2 py-1.5">
      <dt className="min-w-0 text-ink-2 wrap-anywhere">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  )
}

const none = <span className="text-ink-3">–</span>
