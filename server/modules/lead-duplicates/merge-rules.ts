import type { Lead, Utm } from '#modules/leads/schemas.ts'
import { type LeadMerge, type MergeField, mergeFields } from './schemas.ts'

/** What a merge decides of the lead that stays; a stage brings along what belongs to it. */
export type Merged = Pick<
  Lead,
  | MergeField
  | 'status'
  | 'stage_changed_at'
  | 'disqualified_reason'
  | 'first_replied_at'
  | 'tags'
  | 'utm'
  | 'visited_pages'
  | 'submission_count'
  | 'custom_fields'
>
export const mergedColumns = [
  ...mergeFields,
  'status',
  'stage_changed_at',
  'disqualified_reason',
  'first_replied_at',
  'tags',
  'utm',
  'visited_pages',
  'submission_count',
  'custom_fields',
] as const satisfies readonly (keyof Merged)[]

const notesMax = 10_000

/** The lead that several become: as chosen field by field, else as the survivor says, else as whoever says anything. */
export function mergeOf(
  survivor: Lead,
  others: readonly Lead[],
  { fields = {}, custom_fields = {} }: Pick<LeadMerge, 'fields' | 'custom_fields'>,
): Merged {
  const all = [survivor, ...others]
  const chosen = (id: string | undefined) => all.find((lead) => lead.id === id)
  const pick = <F extends MergeField>(field: F): Lead[F] =>
    (chosen(fields[field]) ?? all.find((lead) => lead[field] !== null) ?? survivor)[field]
  const staged = chosen(fields.stage_id) ?? survivor
  return {
    ...(Object.fromEntries(mergeFields.map((field) => [field, pick(field)])) as Pick<Lead, MergeField>),
    notes: fields.notes ? pick('notes') : joinNotes(all),
    stage_id: staged.stage_id,
    status: staged.status,
    stage_changed_at: staged.stage_changed_at,
    disqualified_reason: staged.disqualified_reason,
    first_replied_at:
      all
        .map((lead) => lead.first_replied_at)
        .filter((at) => at !== null)
        .toSorted(inTime)[0] ?? null,
    tags: [...new Set(all.flatMap(({ tags }) => tags))].slice(0, 30),
    utm: touches(all),
    visited_pages: [...new Set(all.flatMap(({ visited_pages }) => visited_pages))],
    submission_count: all.reduce((sum, { submission_count }) => sum + submission_count, 0),
    custom_fields: Object.assign(
      {},
      ...all.toReversed().map((lead) => lead.custom_fields),
      ...Object.entries(custom_fields).map(([key, id]) => ({ [key]: chosen(id)?.custom_fields[key] })),
    ) as Lead['custom_fields'],
  }
}

const inTime = (a: string, b: string) => Temporal.Instant.compare(a, b)

/** Each note once, the survivor's first, as long as all fit. */
function joinNotes(all: readonly Lead[]): string | null {
  const notes = [...new Set(all.map((lead) => lead.notes?.trim()).filter(Boolean))]
  const joined = notes.join('\n\n')
  return joined.length <= notesMax ? joined || null : notes[0]!
}

/** The first visit of all, and the last: a visit without a time counts from when its lead came. */
function touches(all: readonly Lead[]): Utm {
  const when = (lead: Lead, touch: { at?: string }) => touch.at ?? lead.created_at
  const sorted = (part: 'first' | 'last') =>
    all
      .flatMap((lead) => (lead.utm[part] ? [{ touch: lead.utm[part], at: when(lead, lead.utm[part]) }] : []))
      .toSorted((a, b) => inTime(a.at, b.at))
  const [first, last] = [sorted('first')[0], sorted('last').at(-1)]
  return { ...(first && { first: first.touch }), ...(last && { last: last.touch }) }
}
