import { type Static, Type } from 'typebox'
import { Id, Input, Instant, Line, ListQuery, Meaning, Nullable, OneOf, Output, Page } from '#platform/schemas.ts'

const Count = (description: string) => Type.Integer({ minimum: 0, description })

/** 100 MB; more is no list of leads but a dump of something else. */
export const largestFile = 104_857_600
export const largestPart = 4_194_304
/** In base64, with what stands around it. */
export const largestPartBody = 5_700_000

export type NewLeadImport = Static<typeof NewLeadImport>
export const NewLeadImport = Input('NewLeadImport', {
  file_name: Meaning(Line(200), 'As it is called where it comes from'),
  byte_count: Type.Integer({ minimum: 1, maximum: largestFile, description: 'How large the file is' }),
})

export type LeadImportPart = Static<typeof LeadImportPart>
export const LeadImportPart = Input('LeadImportPart', {
  from_byte: Count('Where in the file it begins: `received_bytes` of the import'),
  content: Type.String({
    minLength: 1,
    maxLength: Math.ceil((largestPart * 4) / 3) + 4,
    description: 'Up to 4 MB of the file, in base64',
  }),
})

export const plainFields = [
  'name',
  'first_name',
  'last_name',
  'email',
  'phone',
  'company',
  'uen',
  'job_title',
  'source',
  'stage',
  'owner',
  'next_follow_up',
  'value',
  'tags',
  'notes',
] as const
export type PlainField = (typeof plainFields)[number]

export const mostColumns = 500
export type LeadImportFields = Static<typeof LeadImportFields>
const LeadImportFields = Type.Array(
  Nullable(Type.String({ pattern: `^(${plainFields.join('|')}|own:[a-z][a-z0-9_]{0,39})$` })),
  {
    minItems: 1,
    maxItems: mostColumns,
    description:
      'What each column is, in their order; null leaves it out. `owner` is an e-mail address, `stage` a name, `value` dollars, `own:<key>` a field of your own',
  },
)

export const matchKeys = ['email', 'phone', 'uen'] as const
export type LeadImportChoices = Static<typeof LeadImportChoices>
export const LeadImportChoices = Input('LeadImportChoices', {
  duplicates: Meaning(
    OneOf('skip', 'flag'),
    '`skip`: leads that are there already are left out; `flag`: they come in too and are looked at as duplicates',
  ),
  match_by: Type.Array(OneOf(...matchKeys), {
    minItems: 1,
    maxItems: 3,
    uniqueItems: true,
    description: 'A row with the same e-mail address, phone number or UEN as another, or as a lead, is a duplicate',
  }),
  date_order: Meaning(OneOf('day_first', 'month_first'), 'Whether 03/11/2026 is in November or in March'),
  source: Meaning(Line(60), 'Of rows that name none'),
  tags: Type.Array(Line(40), { maxItems: 10, uniqueItems: true, description: 'On every lead of the file' }),
})

export type LeadImportCheck = Static<typeof LeadImportCheck>
export const LeadImportCheck = Input('LeadImportCheck', {
  fields: LeadImportFields,
  choices: Meaning(LeadImportChoices, 'How rows are read'),
})

export const importStatuses = [
  'uploading',
  'uploaded',
  'checking',
  'checked',
  'importing',
  'completed',
  'undoing',
  'undone',
  'failed',
  'cancelled',
] as const
export type LeadImport = Static<typeof LeadImport>
export const LeadImport = Output('LeadImport', {
  id: Id,
  file_name: Type.String({ description: 'As it was sent' }),
  byte_count: Count('How large the file is'),
  received_bytes: Count('How much of it has come in'),
  status: Meaning(
    OneOf(...importStatuses),
    '`checked`: the dry run is done and nothing is imported yet; start it, or check again with other columns',
  ),
  heads: Nullable(Type.Array(Type.String(), { description: 'The words at the head of each column; null until then' })),
  fields: Meaning(Nullable(LeadImportFields), 'What each column is; null until it was checked'),
  choices: Meaning(Nullable(LeadImportChoices), 'How rows are read; null until it was checked'),
  row_count: Count('Rows read so far'),
  new_count: Count('Of those, leads that nobody had'),
  duplicate_count: Count('Of those, rows that are another row or a lead that is there'),
  bad_count: Count('Of those, rows that cannot be read'),
  masked_count: Count('Numbers of identity cards that were masked'),
  done_count: Count('Rows that were gone through since the import began'),
  imported_count: Count('Leads that it made'),
  undone_count: Count('Leads that undoing it archived'),
  kept_count: Nullable(Count('Leads that undoing left, for somebody had worked on them; null unless it was undone')),
  beyond_plan: Nullable(
    Type.String({ description: 'Why the limit of the plan lets it not be started; null where it can be, and after' }),
  ),
  failure: Nullable(Type.String({ description: 'Why it could not be read' })),
  started_by: Type.String({ description: 'Who brought it' }),
  created_at: Instant,
  checked_at: Meaning(Nullable(Instant), 'When the dry run was done'),
  ended_at: Meaning(Nullable(Instant), 'When it was done, failed or was cancelled'),
  undone_at: Meaning(Nullable(Instant), 'When it was taken back'),
  is_swept: Type.Boolean({ description: 'Its rows are kept for 30 days, then forgotten' }),
})

export const LeadImportQuery = Input('LeadImportQuery', ListQuery)
export type LeadImportQuery = Static<typeof LeadImportQuery>
export type LeadImportPage = Static<typeof LeadImportPage>
export const LeadImportPage = Page('LeadImportPage', LeadImport)

export type LeadImportPreview = Static<typeof LeadImportPreview>
export const LeadImportPreview = Output('LeadImportPreview', {
  encoding: Meaning(OneOf('utf-8', 'utf-16le', 'utf-16be', 'windows-1252'), 'How its letters are written'),
  separator: Type.String({ description: 'What stands between its cells' }),
  heads: Type.Array(Type.String(), { description: 'The words at the head of each column' }),
  fields: Meaning(LeadImportFields, 'What each column is, as far as its head tells or somebody said before'),
  is_remembered: Type.Boolean({ description: 'Somebody said so for a file with the same heads' }),
  rows: Type.Array(Type.Array(Type.String()), { description: 'The first rows below the heads, long cells cut' }),
})

export type LeadImportReason = Static<typeof LeadImportReason>
const LeadImportReason = Output('LeadImportReason', {
  column: Nullable(Type.String({ description: 'The head of the column; null: the row as a whole' })),
  detail: Type.String({ description: 'What is wrong, and what to do' }),
})
export type LeadImportRow = Static<typeof LeadImportRow>
export const LeadImportRow = Output('LeadImportRow', {
  line: Count('Where it begins in the file, from 1'),
  verdict: Meaning(OneOf('new', 'duplicate', 'bad'), 'What became of it'),
  cells: Type.Array(Type.String(), {
    description: 'As they stand in the file, identity numbers masked and long ones cut; the export has all of them',
  }),
  reasons: Type.Array(LeadImportReason, { description: 'Why it is bad; empty of others' }),
  duplicate_of_line: Nullable(Count('The earlier row that is the same')),
  duplicate_of_lead_id: Meaning(Nullable(Id), 'The lead that is the same'),
})
export type LeadImportRowQuery = Static<typeof LeadImportRowQuery>
const verdict = Meaning(Type.Optional(OneOf('bad', 'duplicate')), 'Which rows; `bad` unless you say otherwise')
export const LeadImportRowQuery = Input('LeadImportRowQuery', { ...ListQuery, verdict })
export type LeadImportRowPage = Static<typeof LeadImportRowPage>
export const LeadImportRowPage = Page('LeadImportRowPage', LeadImportRow)
export const LeadImportRowExport = Input('LeadImportRowExport', {
  organization_id: Meaning(Type.Optional(Id), 'In place of the header, which a link cannot send'),
  verdict,
})
export type LeadImportRowExport = Static<typeof LeadImportRowExport>
