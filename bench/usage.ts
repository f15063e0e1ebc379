import { Agent, request } from 'node:http'
import { hash } from '@node-rs/argon2'
import pg from 'pg'
import type { NewUsage } from '#modules/usage/schemas.ts'
import { newId } from '#platform/ids.ts'
import { pgArray } from '#platform/pipeline.ts'
import { print, table } from './print.ts'
import { median, type ServerProcess, setStage, type Stage, startServer } from './stage.ts'

const rounds = 3
const clients = 8
const batches = 250
const batchSize = 100
const customerCount = 1_000
const wanted = 5_000

type Event = NewUsage['events'][number]
type Seller = { organization_id: string; meter_id: string; bare_meter_id: string; customers: string[]; token: string }

/** Usage events over HTTP in batches of 100, beside the same rows by a bare INSERT ... ON CONFLICT in the same run. */
export async function usageBench(): Promise<boolean> {
  const stage = await setStage()
  try {
    const server = await startServer(stage)
    try {
      return await compare(stage, server, await makeSeller(stage, server.port))
    } finally {
      await server.stop()
    }
  } finally {
    await stage.close()
  }
}

async function compare(stage: Stage, { port }: ServerProcess, seller: Seller): Promise<boolean> {
  const senders = httpSenders(port, seller.token)
  const writers = await bareWriters(stage, seller)
  const [ours, bare]: [number[], number[]] = [[], []]
  const sent: Event[][] = []
  try {
    await measure(senders, makeBatches(seller, 'warm', 20))
    for (let round = 0; round < rounds; round++) {
      const work = makeBatches(seller, `round-${round}`, batches)
      bare.push(await measure(writers, work))
      ours.push(await measure(senders, work))
      sent.push(...work)
    }
    await measure(
      senders,
      sent.filter((_, i) => i % 3 === 0),
    )
  } finally {
    await Promise.all(writers.map(({ end }) => end()))
  }
  const { rows } = await stage.admin.query<{ counted: number; keys: number }>(
    `select count(*)::int as counted, count(distinct event_key)::int as keys from usage_events where meter_id = $1`,
    [seller.meter_id],
  )
  const expected = (sent.length + 20) * batchSize
  const exact = rows[0]!.counted === expected && rows[0]!.keys === expected
  const [rate, limit] = [median(ours), median(bare)]
  table(`medians of ${rounds} interleaved runs of ${batches} batches of ${batchSize}, ${clients} clients`, [
    {
      what: 'usage events',
      'per second': rate.toFixed(0),
      'bare insert': limit.toFixed(0),
      ratio: (rate / limit).toFixed(2),
      wanted: `>= ${wanted} per second, none twice`,
      'sent again': String(Math.ceil(sent.length / 3) * batchSize),
      'counted of': `${rows[0]!.counted} of ${expected}`,
      target: exact && rate >= wanted ? 'holds' : 'MISSED',
    },
  ])
  return exact && rate >= wanted
}

type Worker = { take: (batch: Event[]) => Promise<void>; end: () => Promise<void> }

/** Events per second when all workers take from one heap. */
async function measure(workers: Worker[], work: Event[][]): Promise<number> {
  const heap = work.values()
  const begin = performance.now()
  await Promise.all(
    workers.map(async ({ take }) => {
      for (const batch of heap) await take(batch)
    }),
  )
  return work.reduce((sum, batch) => sum + batch.length, 0) / ((performance.now() - begin) / 1000)
}

function makeBatches({ customers }: Seller, name: string, count: number): Event[][] {
  const occurred_at = Temporal.Now.instant().subtract({ hours: 1 }).toString({ smallestUnit: 'millisecond' })
  return Array.from({ length: count }, (_b, batch) =>
    Array.from({ length: batchSize }, (_e, i) => ({
      meter: 'api-calls',
      customer_id: customers[(batch * 37 + i * 101) % customers.length]!,
      event_key: `${name}-${batch}-${i}`,
      quantity: String(1 + (i % 9)),
      occurred_at,
    })),
  )
}

function httpSenders(port: number, token: string): Worker[] {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const send = (body: string) =>
    new Promise<void>((resolve, reject) => {
      const options = { port, agent, method: 'POST', path: '/api/v1/usage-events' }
      const length = Buffer.byteLength(body)
      const asked = request({ ...options, headers: { ...headers, 'content-length': length } }, (reply) => {
        reply.resume()
        const { statusCode } = reply
        reply.on('end', () => (statusCode === 200 ? resolve() : reject(new Error(`answered ${statusCode}`))))
      })
      asked.on('error', reject)
      asked.end(body)
    })
  const take = (events: Event[]) => send(JSON.stringify({ events }))
  return Array.from({ length: clients }, () => ({ take, end: async () => {} }))
}

/** What an honest hand would write that knows its ids, trusts its data and bills nobody. */
async function bareWriters(stage: Stage, { organization_id, bare_meter_id }: Seller): Promise<Worker[]> {
  const text = `insert into usage_events (organization_id, meter_id, event_key, customer_id, quantity, occurred_at, counted_at, created_at)
    select $1, $2, e.key, e.customer_id, e.quantity, e.occurred_at, e.occurred_at, now()
    from unnest($3::text[], $4::uuid[], $5::numeric[], $6::timestamptz[]) as e (key, customer_id, quantity, occurred_at)
    on conflict (organization_id, meter_id, event_key) do nothing`
  const list = (batch: Event[], field: 'event_key' | 'customer_id' | 'quantity' | 'occurred_at') =>
    pgArray(batch.map((event) => event[field]!))
  return Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client({ connectionString: stage.user_url })
      await client.connect()
      await client.query(`set search_path = app; set app.organization_id = '${organization_id}'`)
      const take = async (batch: Event[]) => {
        const lists = (['event_key', 'customer_id', 'quantity', 'occurred_at'] as const).map((f) => list(batch, f))
        await client.query({ name: 'insert', text, values: [organization_id, bare_meter_id, ...lists] })
      }
      return { take, end: () => client.end() }
    }),
  )
}

/** A company with a thousand customers, two meters, and a key that may send usage. */
async function makeSeller({ admin }: Stage, port: number): Promise<Seller> {
  const [user_id, organization_id] = [newId(), newId()]
  const [email, password] = ['bench@example.com', 'a password for the bench']
  print(`filling: one organisation with ${customerCount} customers`)
  await admin.query('set search_path = app')
  await admin.query(
    `insert into users (id, email, email_normalized, name, timezone, password_hash, verified_at, created_at, updated_at)
     values ($1, $2, $2, 'Bench', 'Asia/Singapore', $3, now(), now(), now())`,
    [user_id, email, await hash(password, { memoryCost: 1024, timeCost: 1, parallelism: 1 })],
  )
  await admin.query(`insert into organization_directory values ($1, 'Tenant', 'tenant', 'BENCH', now())`, [
    organization_id,
  ])
  await admin.query(`insert into memberships values ($1, $2, 'owner', now())`, [organization_id, user_id])
  await admin.query(
    `insert into organizations (organization_id, is_gst_registered, billing_email, address, timezone, created_at, updated_at)
     values ($1, false, 'a@example.com', '{"line1":"1 Raffles Place","postal_code":"048616","country":"SG"}', 'Asia/Singapore', now(), now())`,
    [organization_id],
  )
  const { rows: customers } = await admin.query<{ id: string }>(
    `insert into customers (organization_id, id, name, kind, currency, payment_terms_days, name_normalized, search_text, created_at, updated_at)
     select $1, uuidv7(), 'Customer ' || n, 'business', 'SGD', 30, 'customer', 'customer', now(), now()
     from generate_series(1, $2::int) n returning id`,
    [organization_id, customerCount],
  )
  const { rows: meters } = await admin.query<{ id: string }>(
    `insert into meters (organization_id, id, code, name, unit, aggregation, created_at, updated_at)
     select $1, uuidv7(), c, c, 'call', 'sum', now(), now() from unnest(array['api-calls', 'bare']) c returning id`,
    [organization_id],
  )
  await admin.query('vacuum (analyze) customers, meters, memberships, users')
  const [meter_id, bare_meter_id] = meters.map(({ id }) => id)
  const ask = async (path: string, body: object, headers: object = {}) => {
    const reply = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return (await reply.json()) as Record<string, string>
  }
  const { access_token } = await ask('/auth/login', { email, password })
  const { secret } = await ask(
    '/api-keys',
    { name: 'Sender', scopes: ['usage.write'] },
    { authorization: `Bearer ${access_token}`, 'x-organization-id': organization_id },
  )
  const ids = customers.map(({ id }) => id)
  return { organization_id, meter_id: meter_id!, bare_meter_id: bare_meter_id!, customers: ids, token: secret! }
}
