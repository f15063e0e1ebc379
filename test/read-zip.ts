import assert from 'node:assert/strict'
import { crc32, inflateRawSync } from 'node:zlib'

/** The files of a zip, read from its directory at the end as unzip programs do, each held against its checksum. */
export function readZip(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  assert.ok(end >= 0 && end === zip.length - 22, 'the zip ends with the end of its directory')
  const count = zip.readUInt16LE(end + 10)
  let at = zip.readUInt32LE(end + 16)
  assert.equal(at + zip.readUInt32LE(end + 12), end, 'the directory ends where the zip says')
  const files = new Map<string, Buffer>()
  for (let i = 0; i < count; i++) {
    assert.equal(zip.readUInt32LE(at), 0x02014b50, 'an entry of the directory')
    const [method, crc] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 16)]
    const [packed, bytes] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)]
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field))
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength!)
    const local = zip.readUInt32LE(at + 42)
    assert.equal(zip.readUInt32LE(local), 0x04034b50, `the head of ${name}`)
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const stored = zip.subarray(begin, begin + packed)
    const content = method === 8 ? inflateRawSync(stored) : stored
    assert.deepEqual([content.length, crc32(content)], [bytes, crc], `${name} is whole`)
    assert.ok(!files.has(name), `${name} is there once`)
    files.set(name, content)
    at += 46 + nameLength! + extra! + comment!
  }
  return files
}
