import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { isSigned, sign } from './crypto.ts'
import { badRequest } from './errors.ts'

/** A place in a keyset list: the sort key and id of the last row shown. Opaque and signed; it names its list. */
export type Place = { key: string | number; id: string }

export type Cursors = {
  encode(list: string, place: Place): string
  decode(list: string, cursor: string | undefined): Place | undefined
}

export function createCursors(key: Buffer): Cursors {
  return {
    encode(list, { key: sortKey, id }) {
      const text = Buffer.from(JSON.stringify([sortKey, id])).toString('base64url')
      return `${text}.${sign(key, `${list} ${text}`)}`
    },
    decode(list, cursor) {
      if (cursor === undefined) return undefined
      const [text = '', signature = ''] = cursor.split('.')
      if (!isSigned(key, `${list} ${text}`, signature))
        throw badRequest(
          'request.invalid_cursor',
          'This cursor was not made here, or for another list. Start from the first page.',
        )
      const [sortKey, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [string | number, string]
      return { key: sortKey, id }
    },
  }
}

/** `(column, id) < (key, id)`, or `>` when ascending, which an index on both columns serves. */
export function beyond(
  column: string,
  type: 'date' | 'bigint' | 'text' | 'timestamptz',
  direction: 'asc' | 'desc',
  { key, id }: Place,
  id_column = 'id',
): RawBuilder<SqlBool> {
  const comparison = sql.raw(direction === 'desc' ? '<' : '>')
  return sql<SqlBool>`(${sql.ref(column)}, ${sql.ref(id_column)}) ${comparison} (${key}::${sql.raw(type)}, ${id}::uuid)`
}

/** Cuts the one row that was read too many, and makes the cursor that continues behind the page. */
export function pageOf<R extends { id: string }>(
  cursors: Cursors,
  list: string,
  rows: R[],
  limit: number,
  keyOf: (row: R) => string | number,
): { data: R[]; next_cursor: string | null } {
  const data = rows.slice(0, limit)
  const last = data.at(-1)
  const more = rows.length > limit && last
  return { data, next_cursor: more ? cursors.encode(list, { key: keyOf(last), id: last.id }) : null }
}
