import { connect } from 'node:net'
import process from 'node:process'

/**
 * A load generator that costs little itself: raw keep-alive sockets, one request in flight on each. Started as a child
 * with its orders on standard input; `{n}` in a request becomes a number of its own for each request.
 */
export type Orders = {
  port: number
  connections: number
  seconds: number
  requests: string[]
  /** `{carry}` becomes what the pattern caught in the last answer to this client, at first one of these. */
  carry?: { pattern: string; first: string[] }
}
export type Outcome = {
  requests: number
  failed: number
  seconds: number
  p50_ms: number
  p95_ms: number
  p99_ms: number
  failure: string
}

if (import.meta.main) {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  process.stdout.write(JSON.stringify(await load(JSON.parse(Buffer.concat(chunks).toString()) as Orders)))
}

async function load({ port, connections, seconds, requests, carry }: Orders): Promise<Outcome> {
  const latencies: number[] = []
  let failed = 0
  let failure = ''
  let sequence = 0
  const begin = performance.now()
  const end = begin + seconds * 1000
  const carried = carry && new RegExp(carry.pattern)

  const run = (slot: number) =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      socket.setNoDelay(true)
      let sent = 0
      let buffered: Buffer = Buffer.alloc(0)
      let last = carry?.first[slot] ?? ''
      const send = () => {
        sent = performance.now()
        const n = sequence++
        socket.write(
          requests[(slot + n) % requests.length]!.replaceAll('{n}', `${process.pid}-${n}`).replace('{carry}', last),
        )
      }
      socket.on('connect', send)
      socket.on('error', reject)
      socket.on('data', (data: Buffer) => {
        buffered = buffered.length ? Buffer.concat([buffered, data]) : data
        const headEnd = buffered.indexOf('\r\n\r\n')
        if (headEnd < 0) return
        const head = buffered.toString('latin1', 0, headEnd)
        const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
        if (buffered.length < headEnd + 4 + length) return
        const now = performance.now()
        latencies.push(now - sent)
        if (!/^HTTP\/1.1 2/.test(head)) {
          failed++
          failure ||= buffered.toString('utf8').slice(0, 600)
        }
        last = carried?.exec(buffered.toString('latin1'))?.[1] ?? last
        buffered = Buffer.alloc(0)
        if (now < end) return send()
        socket.end()
        resolve()
      })
    })
  await Promise.all(Array.from({ length: connections }, (_, slot) => run(slot)))
  const took = (performance.now() - begin) / 1000
  latencies.sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return {
    requests: latencies.length,
    failed,
    failure,
    seconds: took,
    p50_ms: at(0.5),
    p95_ms: at(0.95),
    p99_ms: at(0.99),
  }
}
