import { Readable } from 'node:stream'
import { isConnectionLoss } from './errors.ts'

/** Server-sent events to one reader: an answer that has no end until somebody makes one. */
export type EventStream = { body: Readable; write(text: string): void; end(): void }

export const eventStreamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Nothing else comes over this connection, so a server that stops need not wait for it.
  connection: 'close',
  // For nginx, which would keep small pieces back.
  'x-accel-buffering': 'no',
}

/** Who leaves more than this unread is cut off: they come back and read anew. */
const unreadMax = 64 * 1024

export function createEventStream(options: {
  heartbeat_ms: number
  /** Asked with every heartbeat: throws when the reader must go. */
  admit: () => Promise<void>
  onClose: () => void
}): EventStream {
  const body = new Readable({ read() {} })
  let isOpen = true
  const write = (text: string) => {
    if (!isOpen) return
    body.push(text)
    if (body.readableLength > unreadMax) body.destroy()
  }
  const end = () => {
    if (isOpen) body.push(null)
    isOpen = false
  }
  const beat = async () => {
    try {
      await options.admit()
    } catch (error) {
      // While nobody can be asked, nothing can be told either.
      if (!isConnectionLoss(error)) end()
    }
    write(': still here\n\n')
  }
  const heart = setInterval(() => void beat(), options.heartbeat_ms)
  body.on('close', () => {
    isOpen = false
    clearInterval(heart)
    options.onClose()
  })
  // Readers come back at different times when a server was started again.
  write(`retry: ${1_000 + Math.round(Math.random() * 2_000)}\n\n`)
  return { body, write, end }
}

export function eventText(event: string, data: object): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
