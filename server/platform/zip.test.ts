import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { readZip } from '#test/read-zip.ts'
import { crcOf, type ZipEntry, zipPieces, zipSize } from './zip.ts'

const modified_at = Temporal.PlainDateTime.from('2026-11-22T12:30:10')
const contents = new Map([
  ['INV-2026-00001.pdf', randomBytes(70_000)],
  ['空.txt', Buffer.alloc(0)],
  ['CN-2026-00001.pdf', Buffer.from('%PDF-1.7')],
])
const entries: ZipEntry[] = [...contents].map(([name, content]) => {
  return { name, bytes: content.length, crc32: crcOf(content), modified_at }
})
const read = async ({ name }: ZipEntry) => contents.get(name)!

test('a zip holds each file whole under its name, in order, and is as large as was said beforehand', async () => {
  const zip = Buffer.concat(await collect(zipPieces(entries, read)))
  assert.equal(zip.length, zipSize(entries))
  assert.deepEqual([...readZip(zip)], [...contents])
})

test('a file is read only when the one before it was taken', async () => {
  const asked: string[] = []
  const pieces = zipPieces(entries, async (entry) => {
    asked.push(entry.name)
    return read(entry)
  })
  for (let i = 0; i < 2; i++) await pieces.next()
  assert.deepEqual(asked, ['INV-2026-00001.pdf'])
})

test('a file that changed since it was written down breaks the zip off rather than being passed on', async () => {
  const changed = zipPieces(entries, async ({ name }) =>
    name.startsWith('CN') ? Buffer.from('%PDF-1.8') : read({ name } as ZipEntry),
  )
  await assert.rejects(collect(changed), /CN-2026-00001\.pdf is not the file/)
})

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const collected: Uint8Array[] = []
  for await (const piece of pieces) collected.push(piece)
  return collected
}
