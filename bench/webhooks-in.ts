import { signatureOf } from '#stripe-simulator/webhooks.ts'
import { Agent, request } from 'node:http'
import { print, table } from './print.ts'
import { setStage, type Stage, startServer } from './stage.ts'

const webhook_secret = 'whsec_of_the_bench_alone'
const clients = 32
const seconds = 10
const wanted = { rate: 1_000, p99_ms: 100 }
const env = {
  STRIPE_SECRET_KEY: 'sk_test_bench',
  STRIPE_WEBHOOK_SECRET: webhook_secret,
  STRIPE_API_BASE: 'http://127.0.0.1:9',
}

/** Signed events over HTTP, each stored before it is answered, while the web process is killed in the middle. */
export async function webhooksInBench(): Promise<boolean> {
  const stage = await setStage()
  try {
    const calm = await run(stage, false)
    const killed = await run(stage, true)
    return report(calm) && killed.lost === 0
  } finally {
    await stage.close()
  }
}

type Outcome = { rate: number; p50: number; p99: number; answered: number; lost: number; twice: number }

async function run(stage: Stage, is_killed: boolean): Promise<Outcome> {
  let server = await startServer(stage, [], env)
  const answered: string[] = []
  const latencies: number[] = []
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const name = is_killed ? 'killed' : 'calm'
  const send = (id: string) =>
    new Promise<void>((resolve) => {
      const { body, signature } = signed(id)
      const begin = performance.now()
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'stripe-signature': signature,
      }
      const asked = request(
        { port: server.port, agent, method: 'POST', path: '/api/v1/webhooks/stripe', headers },
        (reply) => {
          reply.resume()
          reply.on('end', () => {
            if (reply.statusCode === 200) {
              answered.push(id)
              latencies.push(performance.now() - begin)
            }
            resolve()
          })
        },
      )
      // What was cut off is none that was answered; the sender goes on a little later.
      asked.on('error', () => setTimeout(resolve, 20))
      asked.end(body)
    })
  const begin = performance.now()
  const end = begin + seconds * 1000
  const sending = Array.from({ length: clients }, async (_, sender) => {
    for (let i = 0; performance.now() < end; i++) await send(`evt_${name}_${sender}_${i}`)
  })
  if (is_killed) {
    await new Promise((resolve) => setTimeout(resolve, (seconds * 1000) / 2))
    process.kill(server.pid, 'SIGKILL')
    server = await startServer(stage, [], env)
  }
  await Promise.all(sending)
  const took = (performance.now() - begin) / 1000
  agent.destroy()
  await server.stop()
  const { rows } = await stage.admin.query<{ event_id: string }>(
    `select event_id from app.stripe_events where event_id like $1`,
    [`evt_${name}_%`],
  )
  const kept = new Set(rows.map(({ event_id }) => event_id))
  latencies.sort((a, b) => a - b)
  const outcome = {
    rate: answered.length / took,
    p50: latencies[Math.floor(latencies.length * 0.5)] ?? 0,
    p99: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
    answered: answered.length,
    lost: answered.filter((id) => !kept.has(id)).length,
    twice: rows.length - kept.size,
  }
  if (is_killed)
    print(`killed in the middle: ${outcome.answered} answered, ${outcome.lost} lost, ${outcome.twice} twice`)
  return outcome
}

function signed(id: string): { body: string; signature: string } {
  const now = Math.floor(Date.now() / 1000)
  const object = {
    id: 'pi_bench',
    object: 'payment_intent',
    amount: 10_900,
    currency: 'sgd',
    metadata: {},
    note: 'x'.repeat(1_500),
  }
  const event = {
    id,
    object: 'event',
    type: 'payment_intent.succeeded',
    created: now,
    livemode: false,
    data: { object },
  }
  const body = JSON.stringify(event)
  return { body, signature: signatureOf(webhook_secret, body, now) }
}

function report({ rate, p50, p99, answered, lost }: Outcome): boolean {
  const good = rate >= wanted.rate && p99 < wanted.p99_ms && lost === 0
  table(`signed events of 1.8 kB, ${clients} senders, ${seconds} s, one web process`, [
    {
      what: 'webhooks in',
      'per second': rate.toFixed(0),
      'p50 ms': p50.toFixed(1),
      'p99 ms': p99.toFixed(1),
      answered: String(answered),
      lost: String(lost),
      wanted: `>= ${wanted.rate} per second, p99 < ${wanted.p99_ms} ms, none lost`,
      target: good ? 'holds' : 'MISSED',
    },
  ])
  return good
}
