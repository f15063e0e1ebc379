import { crc32 } from 'node:zlib'

/** A file as it stands in an archive; its bytes come later, one file after the other. */
export type ZipEntry = { name: string; bytes: number; crc32: string; modified_at: Temporal.PlainDateTime }

/** The bounds of the format without its extension for larger files, which not every program opens. */
export const zipEntriesMax = 65_535
export const zipBytesMax = 2_000_000_000

export const crcOf = (content: Uint8Array): string => crc32(content).toString(16).padStart(8, '0')

/** The size of the whole is known beforehand, so a download can say how long it takes. */
export function zipSize(entries: readonly ZipEntry[]): number {
  const heads = entries.reduce((sum, { name }) => sum + 30 + 46 + 2 * Buffer.byteLength(name), 0)
  return entries.reduce((sum, { bytes }) => sum + bytes, heads + 22)
}

/**
 * A zip file in pieces, as fast as they are read: it holds one file at a time, however many there are. Files are stored
 * as they are, for PDFs are compressed inside already.
 */
export async function* zipPieces<E extends ZipEntry>(
  entries: readonly E[],
  read: (entry: E) => Promise<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const directory: Uint8Array[] = []
  let offset = 0
  for (const entry of entries) {
    const content = await read(entry)
    if (content.length !== entry.bytes || crcOf(content) !== entry.crc32)
      throw new Error(`${entry.name} is not the file that was put into the archive`)
    const head = localHead(entry)
    directory.push(centralHead(entry, offset))
    offset += head.length + content.length
    yield head
    yield content
  }
  const index = Buffer.concat(directory)
  yield index
  yield endOf(entries.length, index.length, offset)
}

/** Names are UTF-8. */
const flags = 0x0800
const version = 20

function localHead(entry: ZipEntry): Uint8Array {
  const name = Buffer.from(entry.name)
  const head = Buffer.alloc(30 + name.length)
  head.writeUInt32LE(0x04034b50, 0)
  writeFacts(head, entry, name, 4)
  name.copy(head, 30)
  return head
}

function centralHead(entry: ZipEntry, offset: number): Uint8Array {
  const name = Buffer.from(entry.name)
  const head = Buffer.alloc(46 + name.length)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(version, 4)
  writeFacts(head, entry, name, 6)
  head.writeUInt32LE(offset, 42)
  name.copy(head, 46)
  return head
}

/** What both heads say: from the version that reads it to the length of the name. */
function writeFacts(head: Buffer, { bytes, crc32: crc, modified_at }: ZipEntry, name: Buffer, at: number): void {
  head.writeUInt16LE(version, at)
  head.writeUInt16LE(flags, at + 2)
  head.writeUInt16LE((modified_at.hour << 11) | (modified_at.minute << 5) | (modified_at.second >> 1), at + 6)
  head.writeUInt16LE(((modified_at.year - 1980) << 9) | (modified_at.month << 5) | modified_at.day, at + 8)
  head.writeUInt32LE(Number.parseInt(crc, 16), at + 10)
  head.writeUInt32LE(bytes, at + 14)
  head.writeUInt32LE(bytes, at + 18)
  head.writeUInt16LE(name.length, at + 22)
}

function endOf(count: number, index_bytes: number, index_offset: number): Uint8Array {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(index_bytes, 12)
  end.writeUInt32LE(index_offset, 16)
  return end
}
