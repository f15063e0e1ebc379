import { checkDetails } from '#modules/leads/check-lead.ts'
import { derivedColumns, fold } from '#modules/leads/rules.ts'
import { NewLead } from '#modules/leads/schemas.ts'
import type { LeadField, LeadStage } from '#modules/leads/stage-schemas.ts'
import { maskNrics } from '#modules/organizations/mask-nrics.ts'
import { checkerOf } from '#platform/http-validation.ts'
import { readAmount } from '#platform/read-amount.ts'
import { readDay } from '#platform/read-day.ts'
import type { CsvRecord } from '#platform/split-csv.ts'
import type { LeadImportChoices, LeadImportReason } from './schemas.ts'

/** What rows are read against, looked up once for all of them. */
export type Around = {
  heads: string[]
  fields: (string | null)[]
  choices: LeadImportChoices
  own: LeadField[]
  stages: LeadStage[]
  /** Members by their e-mail address. */
  members: ReadonlyMap<string, string>
  timezone: string
  year: number
}
export type ReadRow = {
  line: number
  cells: string[]
  masked_count: number
  lead: NewLead | null
  reasons: LeadImportReason[]
  email_normalized: string | null
  phone: string | null
  uen: string | null
}
type Draft = { -readonly [F in keyof NewLead]?: unknown } & { custom_fields: Record<string, string | number | boolean> }
/** The value, or why there is none. */
type Said = { value: unknown } | { wrong: string }

const check = checkerOf(NewLead)

/** A row as a lead, or every reason why it is none. */
export function readRow(record: CsvRecord, around: Around): ReadRow {
  const masked = record.cells.map((cell) => maskNrics(clean(cell)))
  const cells = masked.map(({ text }) => text)
  const masked_count = masked.reduce((sum, { count }) => sum + count, 0)
  const reasons: LeadImportReason[] = []
  const draft: Draft = { source: around.choices.source, custom_fields: {} }
  const texts = new Map<string, string>()
  around.fields.forEach((field, i) => {
    const text = unescape(cells[i] ?? '')
    if (!field || !text) return
    texts.set(field, text)
    const said = readCell(field, text, around)
    if ('wrong' in said) reasons.push({ column: around.heads[i] ?? null, detail: said.wrong })
    else if (field.startsWith('own:')) draft.custom_fields[field.slice(4)] = said.value as string
    else draft[columnOf[field] ?? (field as keyof NewLead)] = said.value as never
  })
  draft.name = nameOf(texts)
  draft.tags = [...new Set([...((draft.tags as string[] | undefined) ?? []), ...around.choices.tags])].slice(0, 30)
  if (!draft.name) reasons.push({ column: null, detail: 'There is no name, company or e-mail address.' })
  const { details, mistakes } = checkDetails(draft as NewLead, around)
  for (const { pointer, detail } of firstOfEach([...mistakes, ...(draft.name ? check(details) : [])])) {
    const column = around.heads[placeOf(pointer, around.fields)] ?? null
    if (!reasons.some((reason) => reason.column === column)) reasons.push({ column, detail })
  }
  const nothing = { email_normalized: null, phone: null, uen: null }
  const { email_normalized, uen } = reasons.length ? nothing : derivedColumns(details)
  const base = { line: record.line, cells, masked_count, reasons }
  if (reasons.length) return { ...base, lead: null, ...nothing }
  return { ...base, lead: details, email_normalized, phone: details.phone ?? null, uen }
}

/** Fields of a file that are called otherwise than those of a lead. */
const columnOf: Record<string, keyof NewLead> = {
  stage: 'stage_id',
  owner: 'owner_user_id',
  next_follow_up: 'next_follow_up_at',
  value: 'estimated_value_cents',
}

function readCell(field: string, text: string, around: Around): Said {
  if (field === 'phone' && /\de\+\d+$/i.test(text.replace(/\s/g, '')))
    return { wrong: 'A spreadsheet shortened this number. Format the column as text, and export the file again.' }
  if (field === 'stage') return readStage(text, around)
  if (field === 'owner') {
    const value = around.members.get(text.toLowerCase())
    return value ? { value } : { wrong: `Nobody in the team has the address “${short(text)}”.` }
  }
  if (field === 'value') {
    const value = readAmount(text)
    if (value === undefined) return { wrong: `The amount “${short(text)}” cannot be read. Write it like 1,200.50.` }
    return value < 0 ? { wrong: 'A value cannot be negative.' } : { value }
  }
  if (field === 'next_follow_up') return readInstant(text, around)
  if (field === 'tags') return { value: text.split(/[,;|]/).flatMap((tag) => tag.trim() || []) }
  if (field.startsWith('own:'))
    return readOwn(
      around.own.find(({ key }) => key === field.slice(4)),
      text,
      around,
    )
  return { value: field === 'notes' ? text : text.replace(/\s+/g, ' ') }
}

function readStage(text: string, { stages }: Around): Said {
  const stage = stages.find(({ name }) => fold(name) === fold(text))
  if (!stage)
    return { wrong: `There is no stage “${short(text)}”. There are: ${stages.map(({ name }) => name).join(', ')}.` }
  if (stage.status === 'converted')
    return { wrong: `“${stage.name}” is for customers. Choose another stage, and convert the lead afterwards.` }
  return { value: stage.id }
}

/** A day without a time is at nine in the morning there. */
function readInstant(text: string, { choices, timezone }: Around): Said {
  if (/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(text))
    try {
      return { value: Temporal.Instant.from(text).toString() }
    } catch {
      // Read as a day below, or refused there.
    }
  const day = readDay(text, choices.date_order)
  if (!day) return { wrong: `The date “${short(text)}” cannot be read. Write it like 2026-11-30.` }
  const morning = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: timezone, plainTime: '09:00' })
  return { value: morning.toInstant().toString() }
}

function readOwn(field: LeadField | undefined, text: string, { choices }: Around): Said {
  if (field?.kind === 'number') {
    const value = Number(text.replace(/[,\s]/g, ''))
    return Number.isFinite(value) ? { value } : { wrong: `“${short(text)}” is no number.` }
  }
  if (field?.kind === 'yes_no') {
    if (/^(yes|y|true|1|x)$/i.test(text)) return { value: true }
    return /^(no|n|false|0)$/i.test(text) ? { value: false } : { wrong: `Write yes or no, not “${short(text)}”.` }
  }
  if (field?.kind === 'date') {
    const value = readDay(text, choices.date_order)
    return value ? { value } : { wrong: `The date “${short(text)}” cannot be read. Write it like 2026-11-30.` }
  }
  return { value: field?.choices.find((choice) => fold(choice) === fold(text)) ?? text }
}

/** Where no person is named, the company; else the address. */
function nameOf(texts: ReadonlyMap<string, string>): string {
  const parts = [texts.get('first_name'), texts.get('last_name')].filter(Boolean).join(' ')
  const name = texts.get('name') ?? (parts || texts.get('company') || texts.get('email') || '')
  return name.replace(/\s+/g, ' ')
}

function firstOfEach<M extends { pointer: string }>(mistakes: M[]): M[] {
  return mistakes.filter(({ pointer }, i) => mistakes.findIndex((other) => other.pointer === pointer) === i)
}

/** Of the column that a mistake is about; -1 where it is none. */
function placeOf(pointer: string, fields: readonly (string | null)[]): number {
  const [, column, key] = pointer.split('/')
  if (column === 'custom_fields') return fields.indexOf(`own:${key}`)
  const field = Object.entries(columnOf).find(([, name]) => name === column)?.[0] ?? column!
  const place = fields.indexOf(field)
  return place === -1 && field === 'name'
    ? fields.findIndex((each) => each === 'first_name' || each === 'company')
    : place
}

const short = (text: string) => text.slice(0, 40).toWellFormed()

/** What neither people nor PostgreSQL can read is a space; ends of lines stay. */
const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    // oxlint-disable-next-line no-control-regex -- they are what is taken out
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f\u00a0\ufeff]/g, ' ')
    .trim()

/** An apostrophe that kept a spreadsheet from calculating is no part of the text. */
const unescape = (text: string): string => (/^'[=+\-@]/.test(text) ? text.slice(1) : text)
