import { recordEvent } from '#modules/events/record-event.ts'
import type { Context, InTransaction } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { crcOf, zipBytesMax, zipSize } from '#platform/zip.ts'
import { entriesOf } from './archive-file.ts'
import { documentArchiveCompleted, documentArchiveFailed } from './events.ts'
import { getDocumentArchive, listDrawn, listUndrawn, type Undrawn } from './queries.ts'

/** The PDF of a document as it stands, and the key under which storage keeps it. */
export type Draw = (document: Undrawn) => Promise<{ key: string; pdf: Uint8Array }>

/** Few enough that the progress is seen to move and a crash loses a second's work. */
const batchSize = 20
const attemptsMax = 5
const keptFor = { hours: 7 * 24 }

type Drawn = { position: number; file_key: string; file_bytes: number; file_crc32: string }

/**
 * Draws one document after the other and writes down where each lies: that is the zip file, which is put together while
 * it is downloaded. What is written down is not drawn again, so starting over after a crash is going on.
 */
export async function continueDocumentArchive(transact: InTransaction, draw: Draw, id: string): Promise<void> {
  if (!(await transact((ctx) => begin(ctx, id)))) return
  for (;;) {
    const next = await transact((ctx) => listUndrawn(ctx, id, batchSize))
    if (next.length === 0) break
    const drawn: Drawn[] = []
    try {
      for (const document of next) drawn.push(await drawOne(draw, document))
    } finally {
      // Also what was drawn before one failed: then the first that is left is the one to name.
      if (drawn.length) await transact(async (ctx) => writeDown(ctx, id, drawn))
    }
  }
  await transact((ctx) => end(ctx, id))
}

async function drawOne(draw: Draw, document: Undrawn): Promise<Drawn> {
  const { key, pdf } = await draw(document)
  return { position: document.position, file_key: key, file_bytes: pdf.length, file_crc32: crcOf(pdf) }
}

/** Whoever failed again and again without drawing anything is told so, rather than tried for ever. */
async function begin(ctx: Context, id: string): Promise<boolean> {
  const query: TextQuery<{ attempts: number }> = {
    text: `update document_archives set attempts = attempts + 1
           where organization_id = $1 and id = $2 and status = 'building' returning attempts`,
    parameters: [ctx.organization_id, id],
  }
  const archive = await ctx.db.find(query)
  if (!archive) return false
  if (archive.attempts <= attemptsMax) return true
  const [stuck] = await listUndrawn(ctx, id, 1)
  await fail(ctx, id, `${stuck?.number ?? 'The file'} could not be made. Open it by itself, or leave it out.`)
  return false
}

function writeDown(ctx: Context, id: string, drawn: Drawn[]): void {
  ctx.db.send({
    text: `update document_archive_items i set file_key = d.file_key, file_bytes = d.file_bytes, file_crc32 = d.file_crc32
           from jsonb_to_recordset($3::jsonb) as d (position int, file_key text, file_bytes int, file_crc32 text)
           where i.organization_id = $1 and i.archive_id = $2 and i.position = d.position and i.file_key is null`,
    parameters: [ctx.organization_id, id, JSON.stringify(drawn)],
  })
  ctx.db.send({
    text: `update document_archives set attempts = 0, done_count = (
             select count(*) from document_archive_items
             where organization_id = $1 and archive_id = $2 and file_key is not null)
           where organization_id = $1 and id = $2 and status = 'building'`,
    parameters: [ctx.organization_id, id],
  })
}

async function end(ctx: Context, id: string): Promise<void> {
  const archive = await getDocumentArchive(ctx, id)
  if (archive.status !== 'building') return
  const bytes = zipSize(entriesOf(archive, await listDrawn(ctx, id)))
  if (bytes > zipBytesMax) return fail(ctx, id, 'The file would be larger than 2 GB. Choose fewer documents.')
  const ready = await ctx.db.find({
    text: `update document_archives set status = 'ready', content_bytes = $3, ended_at = $4, expires_at = $5
           where organization_id = $1 and id = $2 and status = 'building' returning id`,
    parameters: [ctx.organization_id, id, bytes, ctx.now.toString(), ctx.now.add(keptFor).toString()],
  })
  if (ready) recordEvent(ctx, documentArchiveCompleted, await getDocumentArchive(ctx, id))
}

async function fail(ctx: Context, id: string, failure: string): Promise<void> {
  const failed = await ctx.db.find({
    text: `update document_archives set status = 'failed', failure = $3, ended_at = $4
           where organization_id = $1 and id = $2 and status = 'building' returning id`,
    parameters: [ctx.organization_id, id, failure, ctx.now.toString()],
  })
  if (failed) recordEvent(ctx, documentArchiveFailed, await getDocumentArchive(ctx, id))
}
