import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { conflict, invalid } from '#platform/errors.ts'
import type { Storage } from '#platform/storage.ts'
import { leadImportUploaded } from './events.ts'
import { getLeadImport, lockLeadImport } from './queries.ts'
import { partKey } from './read-file.ts'
import type { LeadImport, LeadImportPart } from './schemas.ts'

/** Takes the next piece of a file. The same piece again changes nothing, so that a sender who heard nothing may repeat. */
export async function uploadLeadImport(
  ctx: Context,
  storage: Storage,
  id: string,
  { from_byte, content }: LeadImportPart,
): Promise<LeadImport> {
  const held = await lockLeadImport(ctx, id)
  const bytes = readContent(content)
  const until = from_byte + bytes.length
  if (until <= held.received_bytes) return getLeadImport(ctx, id)
  if (held.status !== 'uploading') throw conflict('lead_imports.complete', 'The whole file has come in already.')
  if (from_byte !== held.received_bytes)
    throw conflict('lead_imports.wrong_place', `Send the piece that begins at byte ${held.received_bytes}.`)
  if (until > held.byte_count)
    throw invalid('lead_imports.invalid', 'The piece does not belong to this file.', [
      { pointer: '/content', code: 'too_large', detail: `The file was said to have ${held.byte_count} bytes.` },
    ])
  await storage.put(partKey(held, held.part_count), bytes, 'application/octet-stream')
  ctx.db.send({
    text: `update lead_imports set received_bytes = $3, part_count = part_count + 1,
             status = case when $3::int = byte_count then 'uploaded' else status end
           where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id, until],
  })
  const lead_import = await getLeadImport(ctx, id)
  if (lead_import.status === 'uploaded') recordEvent(ctx, leadImportUploaded, lead_import)
  return lead_import
}

function readContent(content: string): Uint8Array {
  const bytes = Buffer.from(content, 'base64')
  // What is no base64 is passed over in silence, so the length tells.
  if (bytes.length === 0 || bytes.length !== Math.floor((content.replace(/=+$/, '').length * 3) / 4))
    throw invalid('lead_imports.invalid', 'The piece cannot be read like this.', [
      { pointer: '/content', code: 'wrong_format', detail: 'Send the piece in base64.' },
    ])
  return bytes
}
