import { type Json, of } from './docs-story.ts'

const file = { file_name: 'fair-visitors.csv', byte_count: 48_213 }
const fields = ['name', 'email', 'phone', 'company', null]
const choices = {
  duplicates: 'skip',
  match_by: ['email', 'phone', 'uen'],
  date_order: 'day_first',
  source: 'Trade show',
  tags: ['fair 2026'],
}
const heads = ['Full name', 'E-mail', 'Mobile', 'Company', 'Booth']
const cells = ['Lim Hui Min', 'huimin@orchid.example', '9123 4567', 'Orchid Foods Pte. Ltd.', 'B12']

/** What the examples tell of a file of visitors to a fair. */
export const leadImportStory: Record<string, Json> = {
  ...of('NewLeadImport', file),
  ...of('LeadImportPart', { from_byte: 0, content: 'TmFtZSxFbWFpbApUYW4sdGFuQGV4YW1wbGUuY29tCg==' }),
  ...of('LeadImportCheck', { fields, choices }),
  ...of('LeadImportChoices', choices),
  ...of('LeadImport', {
    ...file,
    received_bytes: 48_213,
    status: 'checked',
    heads,
    fields,
    choices,
    row_count: 500,
    new_count: 431,
    duplicate_count: 46,
    bad_count: 23,
    masked_count: 3,
    done_count: 0,
    imported_count: 0,
    undone_count: 0,
    beyond_plan: null,
    kept_count: null,
    failure: null,
    started_by: 'Tan Mei Ling',
    ended_at: null,
    undone_at: null,
    is_swept: false,
  }),
  ...of('LeadImportPreview', { encoding: 'utf-8', separator: ';', heads, fields, is_remembered: false, rows: [cells] }),
  ...of('LeadImportRow', {
    line: 17,
    verdict: 'bad',
    cells: ['Lim Hui Min', 'huimin@', '9123 4567', 'Orchid Foods Pte. Ltd.', 'B12'],
    reasons: [{ column: 'E-mail', detail: 'This is no e-mail address.' }],
    duplicate_of_line: null,
    duplicate_of_lead_id: null,
  }),
  ...of('LeadImportReason', { column: 'E-mail', detail: 'This is no e-mail address.' }),
  ...of('LeadImportRowQuery', { verdict: 'bad' }),
  ...of('LeadImportRowExport', { verdict: 'bad' }),
}
