import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createS3Storage, type S3Credentials } from './storage-s3.ts'

/** Files by key, such as `organizations/<id>/invoices/<id>.pdf`. */
export type Storage = {
  put(key: string, bytes: Uint8Array, content_type: string): Promise<void>
  get(key: string): Promise<Uint8Array | undefined>
  remove(key: string): Promise<void>
}

/** `file:///var/lib/app/files`, or `s3://bucket/prefix?endpoint=https://host&region=ap-southeast-1`. */
export function createStorage(url: string, credentials?: S3Credentials): Storage {
  const place = URL.parse(url)
  if (place?.protocol === 'file:') return checkingKeys(createFileStorage(fileURLToPath(place)))
  if (place?.protocol === 's3:') return checkingKeys(createS3Storage(place, credentials))
  throw new Error(`Storage needs a file: or s3: address, not ${JSON.stringify(url)}.`)
}

/** Segments of plain letters that begin with one: no dot files, no `..`, nothing to encode, nothing absolute. */
const KEY = /^(?=.{1,512}$)[\w-][\w.-]*(\/[\w-][\w.-]*)*$/

function checkingKeys(storage: Storage): Storage {
  const checked = (key: string) => {
    if (!KEY.test(key)) throw new Error(`Storage cannot hold a file under the key ${JSON.stringify(key)}.`)
    return key
  }
  return {
    put: async (key, bytes, content_type) => storage.put(checked(key), bytes, content_type),
    get: async (key) => storage.get(checked(key)),
    remove: async (key) => storage.remove(checked(key)),
  }
}

function createFileStorage(root: string): Storage {
  return {
    async put(key, bytes) {
      const path = join(root, key)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const draft = join(dirname(path), `.${randomUUID()}.tmp`)
      await writeDurably(draft, bytes)
        .then(() => rename(draft, path))
        .catch(async (error: unknown) => {
          await rm(draft, { force: true })
          throw error
        })
      await syncFolder(dirname(path))
    },
    get: (key) => readFile(join(root, key)).catch(undefinedIfMissing),
    remove: (key) => rm(join(root, key), { force: true }),
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  await using file = await open(path, 'wx', 0o600)
  await file.writeFile(bytes)
  await file.sync()
}

/** A rename is on disk only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r')
  await folder.sync()
}

function undefinedIfMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
}
