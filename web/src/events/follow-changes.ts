import type { QueryClient } from '@tanstack/react-query'
import { fileUrl } from '#web/api/client.ts'
import { createRefresher, type News } from '#web/events/refresh.ts'

const retry_ms = 30_000

/**
 * Keeps what is shown as new as what others do. One stream serves all tabs, for over HTTP/1.1 a browser opens six
 * connections to a server and no more: the tab that holds the lock reads it and tells the others.
 */
export function followChanges(queryClient: QueryClient): () => void {
  const url = fileUrl('/events/stream')
  const leaving = new AbortController()
  const { signal } = leaving
  const tabs = new BroadcastChannel(url)
  const { hear, stop } = createRefresher(queryClient)
  const tell = (news: News) => {
    hear(news)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has but one
    tabs.postMessage(news)
  }
  tabs.addEventListener('message', ({ data }: MessageEvent<News>) => hear(data))

  async function takeTurn() {
    // The first has just loaded all that it shows; whoever takes over may have missed what came in between.
    await navigator.locks.request(url, { ifAvailable: true }, (lock) => lock && readStream(url, 'opened', tell, signal))
    await navigator.locks.request(url, { signal }, () => readStream(url, 'reread', tell, signal))
  }
  // Leaving ends the wait for a turn. Without https there are no locks, and then no stream.
  takeTurn().catch(() => {})
  return () => {
    leaving.abort()
    tabs.close()
    stop()
  }
}

/** Reads until the signal says to leave. The browser connects again by itself, unless it was refused. */
function readStream(url: string, first: News, tell: (news: News) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let onOpen = first
    let timer: ReturnType<typeof setTimeout> | undefined
    let stream = connect()

    function connect() {
      const source = new EventSource(url)
      source.addEventListener('open', () => {
        tell(onOpen)
        onOpen = 'reread'
      })
      source.addEventListener('changed', ({ data }: MessageEvent<string>) => tell(JSON.parse(data)))
      source.addEventListener('reread', () => tell('reread'))
      source.addEventListener('error', () => {
        if (source.readyState === EventSource.CLOSED) timer = setTimeout(() => (stream = connect()), retry_ms)
      })
      return source
    }

    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      stream.close()
      resolve()
    })
  })
}
