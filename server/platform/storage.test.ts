import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { createStorage, type Storage } from './storage.ts'

const key = 'organizations/0193/invoices/0194.pdf'
const bytes = (text: string) => new TextEncoder().encode(text)

const folder = mkdtempSync(join(tmpdir(), 'storage-test-'))
const files = createStorage(pathToFileURL(folder).href)

const secret = 'fake-secret'
const credentials = { access_key_id: 'fake-id', secret_access_key: secret }
const fake = await startFakeS3()
after(() => fake.server.close())
const s3 = createStorage(`s3://papers/tenants?endpoint=${fake.origin}&region=ap-southeast-1`, credentials)

const storages: [string, Storage][] = [
  ['a folder', files],
  ['S3', s3],
]
for (const [place, storage] of storages) {
  test(`${place} gives back what was put, the last of two, and nothing once removed`, async () => {
    await storage.put(key, bytes('first'), 'text/plain')
    await storage.put(key, Uint8Array.of(0, 255, 37, 80), 'application/pdf')
    assert.deepEqual(Array.from((await storage.get(key)) ?? []), [0, 255, 37, 80])

    await storage.remove(key)
    assert.equal(await storage.get(key), undefined)
    await storage.remove(key)
  })

  test(`${place} holds an empty file and a file of some megabytes`, async () => {
    const large = new Uint8Array(3_000_000).fill(7)
    await storage.put('empty', new Uint8Array(), 'text/plain')
    await storage.put('large.bin', large, 'application/octet-stream')

    assert.equal((await storage.get('empty'))?.length, 0)
    assert.deepEqual(await storage.get('large.bin').then((it) => it && hash(it)), hash(large))
  })

  test(`${place} refuses a key that leads anywhere else`, async () => {
    const keys = [
      '',
      '/etc/passwd',
      '../x',
      'a/../../x',
      'a/./b',
      'a//b',
      'a/',
      '.hidden',
      'a/.tmp',
      'a\\b',
      'a\0b',
      'a?b',
      'ä',
    ]
    for (const key of [...keys, 'x'.repeat(513), 'a\n', '%2e%2e/x']) {
      await assert.rejects(storage.put(key, bytes('x'), 'text/plain'), /cannot hold a file under the key/)
      await assert.rejects(storage.get(key), /cannot hold a file under the key/)
      await assert.rejects(storage.remove(key), /cannot hold a file under the key/)
    }
  })
}

test('a folder lets nobody else in and keeps no drafts', async () => {
  await files.put('private/2026/a.pdf', bytes('x'), 'application/pdf')
  const mode = (path: string) => statSync(join(folder, path)).mode & 0o777

  assert.deepEqual(['private', 'private/2026', 'private/2026/a.pdf'].map(mode), [0o700, 0o700, 0o600])
  await assert.rejects(files.put('private/2026', bytes('x'), 'text/plain'), { code: /EISDIR|ENOTEMPTY|EEXIST/ })
  await assert.rejects(files.put('private/2026/a.pdf/b', bytes('x'), 'text/plain'), { code: /ENOTDIR|EEXIST/ })
  assert.equal(await files.get('private/2026/a.pdf/b'), undefined)
  assert.deepEqual(
    readdirSync(folder, { recursive: true }).filter((name) => String(name).includes('.tmp')),
    [],
  )
})

test('a folder shows a reader one whole file while it is written over', async () => {
  const versions = ['a', 'b', 'c'].map((letter) => bytes(letter.repeat(400_000)))
  await files.put('busy', versions[0]!, 'text/plain')
  const writes = Array.from({ length: 12 }, (_, i) => files.put('busy', versions[i % 3]!, 'text/plain'))
  const reads = Array.from({ length: 40 }, () => files.get('busy'))

  for (const read of await Promise.all(reads)) assert.ok(versions.some((version) => hash(version) === hash(read!)))
  await Promise.all(writes)
})

test('S3 is asked by path, with the prefix and the kind of content', async () => {
  await s3.put(key, bytes('x'), 'application/pdf')
  assert.equal(fake.objects.get(`/papers/tenants/${key}`)?.type, 'application/pdf')
})

test('S3 with a wrong secret says what it was refused, without the secret', async () => {
  const wrong = createStorage(`s3://papers?endpoint=${fake.origin}`, { ...credentials, secret_access_key: 'hunter2' })
  await assert.rejects(wrong.get(key), (error: Error) => {
    assert.match(error.message, /^S3 refused GET organizations\S+ with 403 SignatureDoesNotMatch: The signature/)
    assert.doesNotMatch(error.message, /hunter2/)
    return true
  })
})

test('S3 tells a missing bucket from a missing file', async () => {
  const lost = createStorage(`s3://nowhere?endpoint=${fake.origin}`, credentials)
  await assert.rejects(lost.get(key), /404 NoSuchBucket/)
  await assert.rejects(lost.remove(key), /404 NoSuchBucket/)
})

test('S3 is asked again when it is busy, and is not followed elsewhere', async () => {
  fake.answers.push(503, 500)
  await s3.put('retried', bytes('x'), 'text/plain')
  assert.ok(await s3.get('retried'))

  fake.answers.push(307)
  await assert.rejects(s3.get('retried'), /S3 refused GET retried with 307/)
})

test('S3 that cannot be reached is named', async () => {
  const dead = createStorage('s3://papers?endpoint=http://127.0.0.1:1', credentials)
  await assert.rejects(dead.get(key), /S3 cannot be reached at http:\/\/127\.0\.0\.1:1 for GET/)
})

const refused: [string, RegExp][] = [
  ['ftp://host/x', /file: or s3: address/],
  ['/var/lib/files', /file: or s3: address/],
  ['s3:///prefix', /name of its bucket/],
  ['s3://papers?endpoint=minio:9000', /endpoint that begins with http/],
]
for (const [url, message] of refused)
  test(`refuses to store at ${url}`, () => {
    assert.throws(() => createStorage(url, credentials), message)
  })

test('refuses S3 without credentials', () => {
  assert.throws(() => createStorage('s3://papers'), /access key and its secret/)
})

function hash(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex')
}

/** Enough of S3 to be strict with: it works out each signature anew and takes only the right one. */
async function startFakeS3() {
  const objects = new Map<string, { body: Buffer; type: string | undefined }>()
  const answers: number[] = []

  const respond = async (request: IncomingMessage): Promise<[number, (Buffer | string)?]> => {
    const body = Buffer.concat(await request.toArray())
    const path = request.url!
    const planned = answers.shift()
    if (planned) return [planned]
    if (!isSigned(request, body)) return [403, problem('SignatureDoesNotMatch', 'The signature is not right.')]
    if (!path.startsWith('/papers/')) return [404, problem('NoSuchBucket', 'There is no such bucket.')]
    if (request.method === 'PUT') objects.set(path, { body, type: request.headers['content-type'] })
    if (request.method === 'DELETE') objects.delete(path)
    if (request.method === 'DELETE') return [204]
    const found = objects.get(path)
    return found
      ? [200, request.method === 'GET' ? found.body : '']
      : [404, problem('NoSuchKey', 'There is no such key.')]
  }

  const server = createServer((request, response) => {
    void respond(request).then(([status, body]) => response.writeHead(status, { location: '/papers/else' }).end(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(address && typeof address === 'object')
  return { server, objects, answers, origin: `http://127.0.0.1:${address.port}` }
}

function problem(code: string, message: string): string {
  return `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`
}

/** AWS Signature Version 4, from its description: canonical request, string to sign, derived key. */
function isSigned({ method, url, headers }: IncomingMessage, body: Buffer): boolean {
  const claim = headers.authorization?.match(
    /^AWS4-HMAC-SHA256 Credential=fake-id\/(\d{8})\/([\w-]+)\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=(\w{64})$/,
  )
  const sent_hash = headers['x-amz-content-sha256']
  const [, date, region, names, signature] = claim ?? []
  if (!date || !region || !names || sent_hash !== hash(body)) return false
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => names.split(';').includes(name))) return false

  const canonical_headers = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`)
  const canonical = [method, url, '', canonical_headers.join(''), names, sent_hash].join('\n')
  const scope = `${date}/${region}/s3/aws4_request`
  const to_sign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash(canonical)].join('\n')
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const signing_key = [date, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`)
  return hmac(signing_key, to_sign).toString('hex') === signature
}
