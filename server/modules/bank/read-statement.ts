import { checkBalances } from './check-balances.ts'
import { decodeStatement } from './decode-statement.ts'
import { looksLikeCamt053, readCamt053 } from './read-camt053.ts'
import { type CsvHead, findCsvHead, type KnownColumns, readCsvStatement } from './read-csv-statement.ts'
import { looksLikeMt940, readMt940 } from './read-mt940.ts'
import { looksLikeOfx, readOfx } from './read-ofx.ts'
import { type StatementFormat, type StatementItem, unreadable } from './statement-rows.ts'

export type Statement = {
  format: StatementFormat
  /** Only of a CSV. */
  csv: CsvHead | null
  items: Iterable<StatementItem>
}

/** Tells the format from the content, for names of files say little; rows are read as they are asked for. */
export function readStatement(bytes: Uint8Array, known: KnownColumns = {}): Statement {
  const text = decodeStatement(bytes)
  if (looksLikeOfx(text)) return { format: 'ofx', csv: null, items: readOfx(text) }
  if (looksLikeMt940(text)) return { format: 'mt940', csv: null, items: readMt940(text) }
  if (looksLikeCamt053(text)) return { format: 'camt053', csv: null, items: readCamt053(text) }
  if (/^\s*<(\?xml|!DOCTYPE|html|[a-z])/i.test(text))
    throw unreadable('This XML is no bank statement that can be read. Export it as CAMT.053, OFX, MT940 or CSV.')
  const csv = findCsvHead(text, known)
  return { format: 'csv', csv, items: csv.mapping ? checkBalances(readCsvStatement(text, csv)) : [] }
}
