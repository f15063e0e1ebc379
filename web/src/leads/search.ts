import type { LeadCountQuery, LeadSort } from '#modules/leads/schemas.ts'
import { keepTexts } from '#web/api/search-params.ts'

/** What the addresses hold, named as the API names it. */
export type LeadSearch = Pick<
  LeadCountQuery,
  'q' | 'owner_user_id' | 'source' | 'tag' | 'follow_up' | 'status' | 'stage_id' | 'import_id' | 'from' | 'to'
> & {
  archived?: 'yes'
  sort?: LeadSort
  /** Of the table, by comma. */
  columns?: string
  /** Which saved view it began as. */
  view?: string
  /** The window for a new lead is open. */
  new?: 'yes'
}

export const readLeadSearch = keepTexts<LeadSearch>(
  'q',
  'owner_user_id',
  'source',
  'tag',
  'follow_up',
  'status',
  'stage_id',
  'import_id',
  'from',
  'to',
  'archived',
  'sort',
  'columns',
  'view',
  'new',
)

/** What of it narrows the board: the columns are the stages themselves. */
export function boardFilter({ q, owner_user_id, source, tag, follow_up }: LeadSearch) {
  return { q, owner_user_id, source, tag, follow_up }
}

/** What of it narrows the table. */
export function tableFilter(search: LeadSearch) {
  const { status, stage_id, import_id, from, to, archived } = search
  return { ...boardFilter(search), status, stage_id, import_id, from, to, archived }
}

type Shown = ReturnType<typeof tableFilter>
export type LeadFilter = { [Field in keyof Shown]?: Shown[Field] | undefined }

export const isFiltered = (filter: object) => Object.values(filter).some((value) => value !== undefined)
