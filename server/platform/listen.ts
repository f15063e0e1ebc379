import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from './log.ts'

export type Listener = { stop(): Promise<void> }
export type ListenOptions = {
  url: string
  channel: string
  onMessage: (payload: string) => void
  /** It hears from now on, the first time or again: what was said before is missed. */
  onListening: () => void
  log: Log
}

const check_ms = 20_000
const patience_ms = 5_000
const wait_max_ms = 10_000

/** Hears what is said on a channel of the database (NOTIFY). The connection is its own, and renewed when it is lost. */
export function listen(options: ListenOptions): Listener {
  const stopping = new AbortController()
  const running = keepListening(options, stopping.signal)
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

async function keepListening(options: ListenOptions, stopping: AbortSignal): Promise<void> {
  let wait_ms = 0
  const onListening = () => {
    wait_ms = 0
    options.onListening()
  }
  while (!stopping.aborted) {
    try {
      await listenUntilLost({ ...options, onListening }, stopping)
    } catch (error) {
      if (wait_ms === 0 && !stopping.aborted) options.log.warn({ error }, 'the database cannot be heard: trying again')
    }
    wait_ms = Math.min(wait_ms * 2 + 250, wait_max_ms)
    await sleep(wait_ms, undefined, { signal: stopping }).catch(() => {})
  }
}

async function listenUntilLost(
  { url, channel, onMessage, onListening }: ListenOptions,
  stopping: AbortSignal,
): Promise<never> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'nexuscore listener',
    connectionTimeoutMillis: patience_ms,
    query_timeout: patience_ms,
    keepAlive: true,
  })
  const lost = Promise.withResolvers<never>()
  const unless = <T>(work: Promise<T>): Promise<T> => Promise.race([work, lost.promise])
  client.on('error', lost.reject)
  client.on('end', () => lost.reject(new Error('The connection ended')))
  const stop = () => lost.reject(stopping.reason)
  stopping.addEventListener('abort', stop)

  let onEcho = () => {}
  const echo_channel = `echo_${randomUUID().replaceAll('-', '')}`
  client.on('notification', ({ channel: said_on, payload = '' }) => {
    if (said_on === echo_channel) return onEcho()
    try {
      onMessage(payload)
    } catch (error) {
      // Anybody who may connect may say anything: nonsense must not end the program.
      lost.reject(error)
    }
  })
  // A line may be dead without anybody having said so, and a pooler may swallow what is said: only an echo proves it.
  const hearEcho = async () => {
    const echo = new Promise<void>((resolve) => (onEcho = resolve))
    await client.query('select pg_notify($1, null)', [echo_channel])
    await Promise.race([echo, afterPatience()])
  }
  try {
    await unless(client.connect())
    await unless(client.query(`listen ${channel}; listen ${echo_channel}`))
    await unless(hearEcho())
    onListening()
    for (;;) {
      await unless(sleep(check_ms, undefined, { ref: false }))
      await unless(hearEcho())
    }
  } finally {
    stopping.removeEventListener('abort', stop)
    await client.end().catch(() => {})
  }
}

async function afterPatience(): Promise<never> {
  await sleep(patience_ms, undefined, { ref: false })
  throw new Error('What was said on this connection was not heard on it: is it behind a pooler in transaction mode?')
}
