import { binaryKindOf, isText, type TextEncoding, textKindOf, wideEncodingOf } from '#platform/decode-text.ts'
import { Problem } from '#platform/errors.ts'
import { type CsvRecord, csvSplitter, separatorOf, splitCsv } from '#platform/split-csv.ts'
import type { Storage } from '#platform/storage.ts'
import { guessFields } from './fields.ts'
import { mostColumns } from './schemas.ts'

/** Where the pieces of a file lie. */
export type StoredFile = { organization_id: string; id: string; part_count: number }
export type FileHead = {
  separator: string
  header_line: number
  heads: string[]
  encoding: TextEncoding
  sample: string[][]
}

export const partKey = ({ organization_id, id }: Pick<StoredFile, 'organization_id' | 'id'>, part: number): string =>
  `organizations/${organization_id}/lead-imports/${id}-${part}`

const longestPreamble = 20
const sampleRows = 8

/** The head of a table and its first rows, from the first piece of a file. */
export async function readHead(storage: Storage, file: StoredFile): Promise<FileHead> {
  const bytes = await readPart(storage, file, 0)
  refuseKind(binaryKindOf(bytes))
  const encoding = wideEncodingOf(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252')
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, 512 * 1024), { stream: true })
  if (!isText(text)) throw unreadable('This is not a text. Save the sheet as CSV, and import that.')
  refuseKind(textKindOf(text))
  const separator = separatorOf(text, 1)
  const beginning = splitCsv(text, separator)
    .filter(({ cells, line }) => !(line === 1 && /^sep=/i.test(cells[0]!)))
    .take(longestPreamble + sampleRows)
  const records = [...beginning]
  const place = placeOfHead(records)
  const head = records[place]
  if (!head) throw unreadable('The file is empty. Export it again, with the heads of its columns.')
  const { length } = head.cells
  if (length > mostColumns)
    throw unreadable(
      `The file has ${length.toLocaleString('en')} columns, and ${mostColumns} can be read. Leave out those that say nothing of leads.`,
    )
  const sample = records.slice(place + 1, place + 1 + sampleRows).map(({ cells }) => cells)
  return { separator, encoding, header_line: head.line, heads: head.cells.map((cell) => cell.slice(0, 200)), sample }
}

/** Below what a program writes above a table: where its heads are words that are known, else as wide as the table. */
function placeOfHead(records: readonly CsvRecord[]): number {
  const first = records.slice(0, longestPreamble)
  const named = first.findIndex(({ cells }) => guessFields(cells, []).filter(Boolean).length >= 2)
  const width = Math.max(0, ...records.map(filled))
  return named === -1 ? first.findIndex((record) => filled(record) > width / 2) : named
}

function refuseKind(kind: string | undefined): void {
  if (kind) throw unreadable(`This is ${kind}. Save the sheet as CSV, and import that.`)
}

const filled = ({ cells }: CsvRecord) => cells.filter(Boolean).length

/** A letter that the end of the piece cuts is none that cannot be. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/** The rows below the head, one by one: no more than one piece of the file is held at a time. */
export async function* readRecords(storage: Storage, file: StoredFile, head: FileHead): AsyncGenerator<CsvRecord> {
  const decoder = new TextDecoder(await encodingOfAll(storage, file, head))
  const splitter = csvSplitter(head.separator, { longest_quoted: 100_000 })
  for (let part = 0; part < file.part_count; part++) {
    const bytes = await readPart(storage, file, part)
    for (let at = 0; at < bytes.length; at += slice) {
      const text = decoder.decode(bytes.subarray(at, at + slice), { stream: true })
      for (const record of splitter.push(text)) if (record.line > head.header_line) yield record
    }
  }
  // Half a letter at the end is none.
  const end = decoder.decode().replace(/\uFFFD$/, '')
  for (const record of splitter.end(end)) if (record.line > head.header_line) yield record
}

const slice = 262_144

/** A letter of Windows-1252 may come late in a file that looked like UTF-8. */
async function encodingOfAll(storage: Storage, file: StoredFile, { encoding }: FileHead): Promise<TextEncoding> {
  if (encoding !== 'utf-8') return encoding
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (let part = 0; part < file.part_count; part++) {
      const bytes = await readPart(storage, file, part)
      for (let at = 0; at < bytes.length; at += slice) decoder.decode(bytes.subarray(at, at + slice), { stream: true })
    }
    decoder.decode()
    return 'utf-8'
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252'
    throw error
  }
}

async function readPart(storage: Storage, file: StoredFile, part: number): Promise<Uint8Array> {
  const bytes = await storage.get(partKey(file, part))
  if (!bytes) throw new Error(`Piece ${part} of lead import ${file.id} is not in the storage`)
  return bytes
}

/** The file as it came is gone; what was read of it stays. */
export async function removeFile(storage: Storage, file: StoredFile): Promise<void> {
  for (let part = 0; part < file.part_count; part++) await storage.remove(partKey(file, part))
}

export const unreadable = (detail: string): Problem => new Problem(422, 'lead_imports.unreadable', detail)
