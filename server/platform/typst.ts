import { Worker } from 'node:worker_threads'

export type Typst = {
  render(main_file: string, inputs: Record<string, string>, options: RenderOptions): Promise<Uint8Array>
  close(): Promise<void>
}

export type RenderOptions = {
  /** Unix seconds: the only clock in the document, so equal inputs give equal bytes. */
  creation_timestamp: number
  /** Such as `a-3a`; the exporter refuses what breaks the standard. */
  pdf_standard?: string
}

export type TypstSetup = {
  templates_dir: string
  /** Font files, not folders: nothing of the machine's own fonts may reach a document. */
  font_paths: string[]
  max_waiting?: number
  timeout_ms?: number
}

export type RenderRequest = RenderOptions & { main_file: string; inputs: Record<string, string> }
export type RenderReply = { pdf: Uint8Array<ArrayBuffer> } | { error: string }

export class Overloaded extends Error {
  override name = 'Overloaded'
}

type Job = { request: RenderRequest; resolve: (pdf: Uint8Array) => void; reject: (error: Error) => void }

/** Documents by Typst in a worker thread: rendering is native and synchronous, so it may not share ours. */
export function createTypst({ max_waiting = 200, timeout_ms = 30_000, ...workerData }: TypstSetup): Typst {
  const waiting: Job[] = []
  let current: Job | undefined
  let worker: Worker | undefined
  let deadline: NodeJS.Timeout | undefined
  let closed = false

  function start(): Worker {
    const fresh = new Worker(new URL('./typst-worker.ts', import.meta.url), { workerData })
    fresh.on('message', (reply: RenderReply) => settle('pdf' in reply ? reply.pdf : new Error(reply.error)))
    fresh.on('error', (cause) => abandon(fresh, new Error('The document worker failed.', { cause })))
    fresh.on('exit', (code) => abandon(fresh, new Error(`The document worker stopped with code ${code}.`)))
    return fresh
  }

  function next(): void {
    if (current || closed) return
    current = waiting.shift()
    if (!current) {
      worker?.unref()
      return
    }
    const busy = (worker ??= start())
    busy.ref()
    busy.postMessage(current.request, [])
    deadline = setTimeout(() => abandon(busy, new Error(`The document took longer than ${timeout_ms} ms.`)), timeout_ms)
  }

  function settle(outcome: Uint8Array | Error): void {
    clearTimeout(deadline)
    const job = current
    current = undefined
    if (outcome instanceof Error) job?.reject(outcome)
    else job?.resolve(outcome)
    next()
  }

  /** A worker that failed loses the document it was on; those waiting get a new one. */
  function abandon(failed: Worker, error: Error): void {
    if (worker !== failed) return
    worker = undefined
    void failed.terminate()
    settle(error)
  }

  return {
    render(main_file, inputs, options) {
      if (closed) return Promise.reject(new Error('The document worker is closed.'))
      if (waiting.length >= max_waiting)
        return Promise.reject(new Overloaded(`${max_waiting} documents are waiting already.`))
      return new Promise((resolve, reject) => {
        waiting.push({ request: { main_file, inputs, ...options }, resolve, reject })
        next()
      })
    },

    async close() {
      closed = true
      const last = worker
      worker = undefined
      for (const job of waiting.splice(0)) job.reject(new Error('The document worker is closed.'))
      settle(new Error('The document worker is closed.'))
      await last?.terminate()
    },
  }
}
