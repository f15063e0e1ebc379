import { Worker } from 'node:worker_threads'

export type MailAddress = { name: string; address: string }

/** What of a message is of use, each part with a bound. Whoever wrote it chose every word of it. */
export type Mime = {
  message_id: string | null
  subject: string
  /** ISO 8601 where the Date header can be read. */
  date: string | null
  /** Undefined where there is none or more than one: then nobody can say whom it is from. */
  from: MailAddress | undefined
  to: MailAddress[]
  cc: MailAddress[]
  /** Of a message that is HTML alone, what it says without its markup. */
  text: string
  attachments: string[]
  /** In their order, the topmost first; only those that were asked for. */
  headers: { name: string; value: string }[]
}

export type MimeRequest = { raw: Uint8Array; header_names: readonly string[] }

/** A mail of ten megabytes has 140,000 lines at most; one that has more is made to be slow. */
const mostLines = 400_000
const newline = 10

/**
 * Reads a message in a thread of its own, with an end to its time and memory: a few megabytes of empty lines can cost
 * a parser gigabytes. Undefined: it cannot be read.
 */
export async function readMime(
  raw: Uint8Array,
  header_names: readonly string[],
  timeout_ms = 30_000,
): Promise<Mime | undefined> {
  if (countLines(raw) > mostLines) return undefined
  const worker = new Worker(new URL('./mime-worker.ts', import.meta.url), {
    workerData: { raw, header_names } satisfies MimeRequest,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  const { promise, resolve, reject } = Promise.withResolvers<Mime | undefined>()
  worker.on('message', resolve)
  worker.on('error', (error: NodeJS.ErrnoException) =>
    error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(undefined) : reject(error),
  )
  worker.on('exit', (code) => reject(new Error(`The reader of a message stopped with code ${code}.`)))
  const deadline = setTimeout(() => resolve(undefined), timeout_ms)
  try {
    return await promise
  } finally {
    clearTimeout(deadline)
    await worker.terminate()
  }
}

function countLines(raw: Uint8Array): number {
  let count = 0
  for (let at = raw.indexOf(newline); at !== -1; at = raw.indexOf(newline, at + 1)) count++
  return count
}
