import { listLeadFields } from '#modules/leads/stage-queries.ts'
import { maskNrics } from '#modules/organizations/mask-nrics.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import type { Storage } from '#platform/storage.ts'
import { fingerprintOf, guessFields } from './fields.ts'
import { findRemembered, getStoredFile } from './queries.ts'
import { readHead } from './read-file.ts'
import type { LeadImportPreview } from './schemas.ts'

/** How a file would be read: its columns, what each is, and its first rows. */
export async function previewLeadImport(ctx: Context, storage: Storage, id: string): Promise<LeadImportPreview> {
  const file = await getStoredFile(ctx, id)
  if (file.status === 'uploading') throw notUploaded()
  if (!['uploaded', 'checking', 'checked'].includes(file.status))
    throw conflict('lead_imports.not_open', 'The columns of this import can no longer be chosen.')
  const { encoding, separator, heads, sample } = await readHead(storage, file)
  const { data: own } = await listLeadFields(ctx)
  const remembered = await findRemembered(ctx, fingerprintOf(heads))
  const isThere = (field: string) => !field.startsWith('own:') || own.some(({ key }) => `own:${key}` === field)
  return {
    encoding,
    separator,
    heads: heads.map(shown),
    fields: remembered?.map((field) => (field && isThere(field) ? field : null)) ?? guessFields(heads, own),
    is_remembered: remembered !== undefined,
    rows: sample.map((cells) => heads.map((_, i) => shown(cells[i] ?? ''))),
  }
}

export const notUploaded = () =>
  conflict('lead_imports.not_uploaded', 'The file has not come in as a whole. Send the pieces that are missing.')

/** A cell as it may be shown and kept: short, without identity numbers and NUL. */
export const shown = (cell: string): string => maskNrics(cell.slice(0, 200).toWellFormed().replaceAll('\0', ' ')).text
