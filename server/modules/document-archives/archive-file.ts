import { Readable } from 'node:stream'
import type { Context } from '#platform/context.ts'
import { conflict, gone } from '#platform/errors.ts'
import type { Storage } from '#platform/storage.ts'
import { type ZipEntry, zipPieces } from '#platform/zip.ts'
import { type DrawnFile, getDocumentArchive, listDrawn } from './queries.ts'
import type { DocumentArchive } from './schemas.ts'

type ArchiveEntry = ZipEntry & { key: string }
export type ArchiveFile = { archive: DocumentArchive; entries: ArchiveEntry[] }

/** What a download is put together from; refused while it is being made, and once it expired. */
export async function getArchiveFile(ctx: Context, id: string): Promise<ArchiveFile> {
  const archive = await getDocumentArchive(ctx, id)
  if (archive.status === 'expired')
    throw gone('document_archives.expired', 'This file was kept for seven days. Ask for it again.')
  if (archive.status !== 'ready')
    throw conflict(
      'document_archives.not_ready',
      'There is no file: it is not ready yet, or it failed or was cancelled.',
    )
  return { archive, entries: entriesOf(archive, await listDrawn(ctx, id)) }
}

/** Each file by the number of its document, dated when the archive was asked for. */
export function entriesOf({ created_at }: DocumentArchive, files: DrawnFile[]): ArchiveEntry[] {
  const modified_at = Temporal.Instant.from(created_at).toZonedDateTimeISO('Asia/Singapore').toPlainDateTime()
  return files.map(({ number, file_key, file_bytes, file_crc32 }) => {
    return { name: `${number}.pdf`, bytes: file_bytes, crc32: file_crc32, modified_at, key: file_key }
  })
}

/** Read from storage as fast as it is taken, a PDF at a time. */
export function streamArchive(storage: Storage, entries: ArchiveEntry[]): Readable {
  const read = async ({ key, name }: ArchiveEntry) => {
    const pdf = await storage.get(key)
    if (!pdf) throw new Error(`The file of ${name} is not in the storage`)
    return pdf
  }
  return Readable.from(zipPieces(entries, read), { objectMode: false })
}

export const archiveHeaders = ({ file_name, file_bytes }: DocumentArchive) => ({
  'content-type': 'application/zip',
  'content-disposition': `attachment; filename="${file_name}"`,
  'content-length': String(file_bytes),
  'cache-control': 'private, no-store',
})
