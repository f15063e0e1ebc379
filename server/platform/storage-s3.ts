import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import type { Storage } from './storage.ts'

export type S3Credentials = { access_key_id: string; secret_access_key: string }

const TIMEOUT_MS = 30_000

/** Any S3, addressed by path, so that MinIO and its like need no name per bucket. */
export function createS3Storage(place: URL, credentials: S3Credentials | undefined): Storage {
  const { folder, region } = readAddress(place)
  if (!credentials) throw new Error(`Storage at s3://${place.hostname} needs an access key and its secret.`)
  const client = new AwsClient({
    accessKeyId: credentials.access_key_id,
    secretAccessKey: credentials.secret_access_key,
    service: 's3',
    region,
    retries: 3,
  })

  async function ask(method: string, key: string, bytes?: Uint8Array, content_type?: string): Promise<Response> {
    const body = bytes && new Uint8Array(bytes)
    const headers = {
      // Signed, so that neither side takes a file that changed on its way.
      'x-amz-content-sha256': createHash('sha256')
        .update(body ?? '')
        .digest('hex'),
      ...(content_type && { 'content-type': content_type }),
    }
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    return client
      .fetch(folder + key, { method, headers, signal, redirect: 'manual', ...(body && { body }) })
      .catch((cause: unknown) => {
        throw new Error(`S3 cannot be reached at ${new URL(folder).origin} for ${method} ${key}.`, { cause })
      })
  }

  return {
    async put(key, bytes, content_type) {
      const response = await ask('PUT', key, bytes, content_type)
      if (!response.ok) throw await refusal('PUT', key, response)
      await response.body?.cancel()
    },
    async get(key) {
      const response = await ask('GET', key)
      if (response.ok) return new Uint8Array(await response.arrayBuffer())
      const error = await refusal('GET', key, response)
      if (error.cause === 'NoSuchKey') return undefined
      throw error
    },
    async remove(key) {
      const response = await ask('DELETE', key)
      if (response.ok) return
      const error = await refusal('DELETE', key, response)
      if (error.cause !== 'NoSuchKey') throw error
    },
  }
}

function readAddress({ hostname, pathname, searchParams }: URL): { folder: string; region: string } {
  const region = searchParams.get('region') ?? 'us-east-1'
  const endpoint = URL.parse(searchParams.get('endpoint') ?? `https://s3.${region}.amazonaws.com`)
  if (!hostname) throw new Error('Storage needs the name of its bucket: s3://bucket/prefix.')
  if (endpoint?.protocol !== 'https:' && endpoint?.protocol !== 'http:')
    throw new Error(`Storage at s3://${hostname} needs an endpoint that begins with http:// or https://.`)
  const path = [...endpoint.pathname.split('/'), hostname, ...pathname.split('/')].filter(Boolean)
  return { folder: `${endpoint.origin}/${path.join('/')}/`, region }
}

/** `cause` is the code that S3 names, such as NoSuchKey: a missing bucket answers 404 as well. */
async function refusal(method: string, key: string, response: Response): Promise<Error> {
  const body = await response.text()
  const said = (tag: string) => body.match(new RegExp(`<${tag}>([^<]*)</${tag}>`))?.[1]
  const code = said('Code') ?? response.statusText
  const message = said('Message')
  return new Error(`S3 refused ${method} ${key} with ${response.status} ${code}${message ? `: ${message}` : '.'}`, {
    cause: code,
  })
}
