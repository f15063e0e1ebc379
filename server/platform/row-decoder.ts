import pg from 'pg'
import { Parser } from 'pg-protocol/dist/parser.js'

export type Row = Record<string, unknown>
export type Field = { name: string; dataTypeID: number }
/** A DataRow message as it lies in the receive buffer, valid until the next message is read. */
export type RawRow = { bytes: Buffer; start: number; end: number }
export type Decode = (row: RawRow) => Row

type Packet = (offset: number, code: number, length: number, bytes: Buffer) => unknown

const dataRow = 68
const headerOfLength = 4

/**
 * pg makes an array of strings of every row, one native call a value, before anybody knows what the values are. For
 * a page of rows that is most of a request's time. Here a row stays bytes until its reader, compiled for the
 * statement, takes it; `fields` is still made for whoever asks for it (graphile-worker, pg's own queries).
 */
const parser = Parser.prototype as unknown as { handlePacket: Packet }
const handlePacket = parser.handlePacket
parser.handlePacket = function handle(offset, code, length, bytes) {
  if (code !== dataRow) return handlePacket.call(this, offset, code, length, bytes)
  const row: RawRow = { bytes, start: offset, end: offset + length - headerOfLength }
  return { __proto__: rowMessage, length, row }
}

/** A prototype, for a getter defined on each row would turn every row into a dictionary. */
const rowMessage = {
  name: 'dataRow',
  get fields(): (string | null)[] {
    return stringsOf((this as unknown as { row: RawRow }).row)
  },
}

function stringsOf({ bytes, start }: RawRow): (string | null)[] {
  const fields: (string | null)[] = []
  let at = start + 2
  for (let left = bytes.readInt16BE(start); left > 0; left--) {
    const length = bytes.readInt32BE(at)
    at += 4
    fields.push(length === -1 ? null : bytes.toString('utf8', at, at + Math.max(length, 0)))
    at += Math.max(length, 0)
  }
  return fields
}

type Read = (bytes: Buffer, at: number, length: number, latin: string, shift: number) => unknown

/** One conversion to a string for the whole row; ASCII values are slices of it. */
const readText: Read = (bytes, at, length, latin, shift) => {
  for (let i = at; i < at + length; i++) if (bytes[i]! > 127) return bytes.toString('utf8', at, at + length)
  return latin.slice(at - shift, at - shift + length)
}
const readAscii: Read = (_bytes, at, length, latin, shift) => latin.slice(at - shift, at - shift + length)
const readBoolean: Read = (bytes, at) => bytes[at] === 116
/** int8 in cents is exact up to 90 trillion dollars. */
const readInteger: Read = (bytes, at, length) => {
  const negative = bytes[at] === 45
  let value = 0
  for (let i = negative ? at + 1 : at; i < at + length; i++) value = value * 10 + bytes[i]! - 48
  return negative ? -value : value
}
/** Sessions run in UTC: '2026-11-22 10:30:00.123+00'. */
const readInstant: Read = (_bytes, at, length, latin, shift) => {
  const from = at - shift
  return `${latin.slice(from, from + 10)}T${latin.slice(from + 11, from + length - 3)}Z`
}

function readerOf(oid: number): Read {
  switch (oid) {
    case 16:
      return readBoolean
    case 20:
    case 21:
    case 23:
      return readInteger
    case 1184:
      return readInstant
    case 1082:
    case 1700:
    case 2950:
      return readAscii
    case 25:
    case 1042:
    case 1043:
      return readText
    default: {
      // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- any type may come back, not only those it names
      const parse = pg.types.getTypeParser(oid) as (text: string) => unknown
      return (bytes, at, length, latin, shift) => parse(readText(bytes, at, length, latin, shift) as string)
    }
  }
}

/** Compiled once per statement and connection: `{ id: …, total_cents: … }` straight from the bytes. */
export function decoderOf(fields: Field[]): Decode {
  const readers = fields.map(({ dataTypeID }) => readerOf(dataTypeID))
  const steps = fields.map(
    (_, i) => `
      n = (b[p] << 24) | (b[p + 1] << 16) | (b[p + 2] << 8) | b[p + 3]; p += 4
      let v${i} = null
      if (n !== -1) { v${i} = r${i}(b, p, n, t, s); p += n }`,
  )
  const members = fields.map(({ name }, i) => `${JSON.stringify(name)}: v${i}`)
  // Column names pass through JSON.stringify; a loop in place of the compiled steps costs a third more.
  // oxlint-disable-next-line typescript/no-implied-eval
  return new Function(
    'r',
    `const [${readers.map((_, i) => `r${i}`).join(', ')}] = r
    return ({ bytes: b, start: s, end }) => {
      const t = b.latin1Slice(s, end)
      let n, p = s + 2
      ${steps.join('')}
      return { ${members.join(', ')} }
    }`,
  )(readers) as Decode
}
