import { recordEvent } from '#modules/events/record-event.ts'
import { listLeadFields } from '#modules/leads/stage-queries.ts'
import type { Context } from '#platform/context.ts'
import { conflict, invalid, type ProblemField } from '#platform/errors.ts'
import { queueJob } from '#platform/jobs.ts'
import type { Storage } from '#platform/storage.ts'
import { leadImportCheckStarted } from './events.ts'
import { fingerprintOf } from './fields.ts'
import { checkLeadImportFile } from './jobs.ts'
import { notUploaded, shown } from './preview-lead-import.ts'
import { getLeadImport, lockLeadImport } from './queries.ts'
import { readHead } from './read-file.ts'
import type { LeadImport, LeadImportCheck, LeadImportFields } from './schemas.ts'

/** The dry run: says what each column is, remembers it for files with the same heads, and reads without importing. */
export async function checkLeadImport(
  ctx: Context,
  storage: Storage,
  id: string,
  { fields, choices }: LeadImportCheck,
): Promise<LeadImport> {
  const held = await lockLeadImport(ctx, id)
  if (held.status === 'uploading') throw notUploaded()
  if (!['uploaded', 'checking', 'checked'].includes(held.status))
    throw conflict(
      'lead_imports.not_open',
      'This import has begun or ended. Upload the file again to read it otherwise.',
    )
  const { heads } = await readHead(storage, held)
  const mistakes = await checkFields(ctx, fields, heads.length)
  if (mistakes.length) throw invalid('lead_imports.invalid', 'The columns cannot be read like this.', mistakes)
  const { organization_id, now } = ctx
  ctx.db.send({
    text: `insert into lead_import_columns (organization_id, header_fingerprint, fields, updated_at) values ($1, $2, $3, $4)
           on conflict (organization_id, header_fingerprint)
           do update set fields = excluded.fields, updated_at = excluded.updated_at`,
    parameters: [organization_id, fingerprintOf(heads), fields, now.toString()],
  })
  ctx.db.send({
    text: 'delete from lead_import_rows where organization_id = $1 and import_id = $2',
    parameters: [organization_id, id],
  })
  const check_count = held.check_count + 1
  ctx.db.send({
    text: `update lead_imports set status = 'checking', fields = $3, choices = $4, check_count = $5, heads = $6, read_line = 0, row_count = 0,
             new_count = 0, duplicate_count = 0, bad_count = 0, masked_count = 0, checked_at = null
           where organization_id = $1 and id = $2`,
    parameters: [organization_id, id, JSON.stringify(fields), choices, check_count, JSON.stringify(heads.map(shown))],
  })
  queueJob(ctx, checkLeadImportFile, { organization_id, import_id: id, check_count })
  const lead_import = await getLeadImport(ctx, id)
  recordEvent(ctx, leadImportCheckStarted, lead_import)
  return lead_import
}

async function checkFields(ctx: Context, fields: LeadImportFields, width: number): Promise<ProblemField[]> {
  const { data: own } = await listLeadFields(ctx)
  const mistakes: ProblemField[] = []
  if (fields.length !== width)
    mistakes.push({
      pointer: '/fields',
      code: 'wrong_format',
      detail: `The file has ${width} columns; name each, or null.`,
    })
  fields.forEach((field, i) => {
    if (!field) return
    const pointer = `/fields/${i}`
    if (fields.indexOf(field) !== i)
      mistakes.push({ pointer, code: 'duplicate', detail: 'Another column is that already. Leave one of them out.' })
    else if (field.startsWith('own:') && !own.some(({ key }) => `own:${key}` === field))
      mistakes.push({ pointer, code: 'not_found', detail: 'There is no such field of your own.' })
  })
  if (!['name', 'first_name', 'last_name', 'company', 'email'].some((field) => fields.includes(field)))
    mistakes.push({
      pointer: '/fields',
      code: 'required',
      detail: 'Say which column holds the name, the company or the e-mail address.',
    })
  return mistakes
}
