import type { ReactNode } from 'react'
import type { Lead, LeadSort } from '#modules/leads/schemas.ts'
import type { LeadField, LeadStage } from '#modules/leads/stage-schemas.ts'
import { formatDate, formatMoney, formatPhone } from '#web/api/format.ts'
import { ScoreMark } from '#web/leads/score-mark.tsx'
import type { Team } from '#web/leads/use-team.ts'
import { followUpWords, isOverdue, statusTones } from '#web/leads/words.ts'
import { Badge } from '#web/ui/badge.tsx'
import { DateText } from '#web/ui/date.tsx'

export const orders = [
  ['-created_at', 'Newest first'],
  ['created_at', 'Oldest first'],
  ['name', 'Name A to Z'],
  ['-name', 'Name Z to A'],
  ['-score', 'Highest score'],
  ['score', 'Lowest score'],
  ['next_follow_up_at', 'Next follow-up'],
  ['-estimated_value_cents', 'Worth most'],
  ['-stage_changed_at', 'Moved last'],
] as const satisfies readonly [LeadSort, string][]

export type TableColumn = {
  id: string
  label: string
  /** In pixels; the first takes what is left. */
  width: number
  align?: 'right'
  /** Which order a press on its heading asks for. */
  sort?: LeadSort
  cell: (lead: Lead) => ReactNode
}
type Known = { stages: LeadStage[]; team: Team; fields: LeadField[] }

const dash = <span className="text-ink-3">–</span>
const plain = (text: string | null) => (text ? <span className="block truncate text-ink-2">{text}</span> : dash)

/** All that the table can show, the fields of one's own at the end. */
export function columnsOf({ stages, team, fields }: Known): TableColumn[] {
  return [
    { id: 'company', label: 'Company', width: 176, cell: ({ company }) => plain(company) },
    {
      id: 'stage',
      label: 'Stage',
      width: 124,
      cell: ({ stage_id, status }) => (
        <Badge tone={statusTones[status]}>{stages.find(({ id }) => id === stage_id)?.name ?? 'Former stage'}</Badge>
      ),
    },
    {
      id: 'score',
      label: 'Score',
      width: 72,
      sort: '-score',
      align: 'right',
      cell: ({ score }) => <ScoreMark score={score} />,
    },
    {
      id: 'value',
      label: 'Worth',
      width: 112,
      sort: '-estimated_value_cents',
      align: 'right',
      cell: ({ estimated_value_cents: cents }) => (cents === null ? dash : formatMoney(cents)),
    },
    { id: 'owner', label: 'Owner', width: 112, cell: ({ owner_user_id }) => plain(team.nameOf(owner_user_id)) },
    {
      id: 'follow_up',
      label: 'Follow-up',
      width: 172,
      sort: 'next_follow_up_at',
      cell: ({ next_follow_up_at: at }) =>
        at ? (
          <span className={isOverdue(at) ? 'font-medium text-bad' : 'text-ink-2'}>
            {isOverdue(at) && 'Overdue: '}
            {followUpWords(at)}
          </span>
        ) : (
          dash
        ),
    },
    { id: 'source', label: 'Source', width: 132, cell: ({ source }) => plain(source) },
    { id: 'tags', label: 'Tags', width: 150, cell: ({ tags }) => plain(tags.join(', ')) },
    { id: 'email', label: 'E-mail', width: 210, cell: ({ email }) => plain(email) },
    { id: 'phone', label: 'Phone', width: 134, cell: ({ phone }) => plain(phone && formatPhone(phone)) },
    { id: 'job_title', label: 'Job title', width: 150, cell: ({ job_title }) => plain(job_title) },
    { id: 'uen', label: 'UEN', width: 118, cell: ({ uen }) => plain(uen) },
    {
      id: 'moved',
      label: 'Moved',
      width: 112,
      sort: '-stage_changed_at',
      align: 'right',
      cell: ({ stage_changed_at }) => <DateText value={stage_changed_at} />,
    },
    {
      id: 'created',
      label: 'Came',
      width: 112,
      sort: '-created_at',
      align: 'right',
      cell: ({ created_at }) => <DateText value={created_at} />,
    },
    ...fields.map((field): TableColumn => ({
      id: `custom.${field.key}`,
      label: field.label,
      width: 140,
      cell: ({ custom_fields }) => plain(ownWord(field, custom_fields[field.key])),
    })),
  ]
}

function ownWord({ kind }: LeadField, value: unknown): string | null {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return null
  return kind === 'date' ? formatDate(value) : value
}

const usual = ['company', 'stage', 'score', 'value', 'owner', 'follow_up', 'source']
const storage = 'lead-columns'

/** The address says which; else what was chosen here last; else the usual ones. */
export function chosenColumns(param: string | undefined): string[] {
  const text = param ?? localStorage.getItem(storage)
  return text ? text.split(',') : usual
}

export function keepColumns(ids: string[]): string | undefined {
  const isUsual = ids.join() === usual.join()
  if (isUsual) localStorage.removeItem(storage)
  else localStorage.setItem(storage, ids.join())
  return isUsual ? undefined : ids.join()
}
