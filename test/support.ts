import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import type { InjectOptions } from 'fastify'
import pg from 'pg'
import { asSystem } from '#app/as-system.ts'
import { buildApp } from '#app/build-app.ts'
import { type Background, startBackground } from '#app/build-worker.ts'
import { readConfig } from '#app/config.ts'
import { assemble } from '#app/parts.ts'
import { syntheticUen } from '#modules/organizations/rules.ts'
import type { Role } from '#modules/organizations/schemas.ts'
import type { Context } from '#platform/context.ts'
import { recorder } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { createLog, type Log } from '#platform/log.ts'
import { checkResponses } from './response-checker.ts'
import { refuseNamelessStatement } from './statement-recorder.ts'
import { beforeServerStops, cloneDatabase, secret_key } from './test-database.ts'

recorder.see = refuseNamelessStatement

// Cheap on purpose: what is tested is the way, not the price.
const password_cost = { memoryCost: 1024, timeCost: 1, parallelism: 1 }
export const password = 'a long enough password'
const password_hash = hash(password, password_cost)

// oxlint-disable-next-line typescript/no-explicit-any -- a test reads what it expects and fails when it is not there
export type Answer = { status: number; body: any; headers: Record<string, string>; text: string; bytes?: Buffer }
type Extra = { headers?: Record<string, string>; key?: string; version?: number }

export type TestApp = Awaited<ReturnType<typeof startApp>>
export type Person = Awaited<ReturnType<TestApp['signUp']>>

/** The real program on a database of its own; time stands at a Singapore noon until a test moves it. */
export async function startApp(
  options: {
    environment?: 'development' | 'test' | 'production'
    heartbeat_ms?: number
    rate_limit_per_minute?: number
    log?: Log
    env?: Record<string, string>
  } = {},
) {
  const database_url = await cloneDatabase()
  const data_dir = mkdtempSync(join(tmpdir(), 'nexuscore-files-'))
  const env = {
    NODE_ENV: options.environment ?? 'test',
    NEXUSCORE_DATA_DIR: data_dir,
    SECRET_KEY: secret_key,
    LOG_LEVEL: 'silent',
    // Where mail must leave the house; that of these tests stays in its queue.
    ...(options.environment === 'production' && { SMTP_URL: 'smtp://localhost:2525' }),
    // Tests ask more often than people do; those about the limit say what it is.
    RATE_LIMIT_PER_MINUTE: String(
      options.rate_limit_per_minute ?? (options.environment === 'production' ? 60_000 : 1_000_000_000),
    ),
  }
  const config = readConfig({ ...env, NEXUSCORE_URL: 'http://localhost:8000', ...options.env })
  const time = { now: Temporal.Instant.from('2026-11-22T04:00:00Z') }
  const { heartbeat_ms = 20_000 } = options
  const overrides = { clock: () => time.now, password_cost, serializer_compiler: checkResponses, heartbeat_ms }
  const parts = assemble(config, database_url, options.log ?? createLog('silent'), overrides)
  const app = await buildApp(parts)
  const admin = new pg.Client({ connectionString: database_url })
  await admin.connect()
  let background: Background | undefined
  beforeServerStops(async () => {
    await background?.stop()
    await app.close()
    await parts.close()
    await admin.end()
    rmSync(data_dir, { recursive: true, force: true })
  })

  const request = async (method: string, path: string, body?: unknown, extra: Extra = {}): Promise<Answer> => {
    const headers: Record<string, string> = { ...extra.headers }
    if (extra.key !== undefined) headers['idempotency-key'] = extra.key
    if (extra.version !== undefined) headers['if-match'] = `"${extra.version}"`
    const url =
      path.startsWith('/api/') || !path.startsWith('/') ? path : rootPaths.test(path) ? path : `/api/v1${path}`
    const options = { method, url, headers, ...(body !== undefined && { payload: body }) } as InjectOptions
    const reply = await app.inject(options)
    const isJson = /\bjson\b/.test(String(reply.headers['content-type']))
    return {
      status: reply.statusCode,
      body: isJson ? reply.json() : undefined,
      headers: reply.headers as Record<string, string>,
      bytes: reply.rawPayload,
      text: reply.body,
    }
  }

  /** A verified person who has not joined any organisation. */
  const newUser = async (name = 'Mei Tan') => {
    const id = newId()
    const email = `user-${id}@example.com`
    await admin.query(
      `insert into app.users (id, email, email_normalized, name, timezone, password_hash, verified_at, created_at, updated_at)
       values ($1, $2, $2, $3, 'Asia/Singapore', $4, now(), now(), now())`,
      [id, email, name, await password_hash],
    )
    const { body } = await request('POST', '/auth/login', { email, password })
    return { id, email, authorization: `Bearer ${body.access_token}` }
  }

  /** A person in an organisation of their own, or with a role in another's. */
  const signUp = async (role: Role = 'owner', into?: { organization_id: string }, changes: object = {}) => {
    const user = await newUser()
    const headers = { authorization: user.authorization }
    let organization_id = into?.organization_id
    if (organization_id) {
      await admin.query(`insert into app.memberships values ($1, $2, $3, now())`, [organization_id, user.id, role])
    } else {
      const made = await request('POST', '/organizations', { ...newOrganization(), ...changes }, { headers })
      assert.equal(made.status, 201, JSON.stringify(made.body))
      organization_id = made.body.id as string
    }
    const as = { ...headers, 'x-organization-id': organization_id }
    const send =
      (method: string) =>
      async (path: string, body?: unknown, extra: Extra = {}): Promise<Answer> => {
        const ask = () => request(method, path, body, { ...extra, headers: { ...as, ...extra.headers } })
        const answer = await ask()
        // Time that a test moved ends sessions too: its people sign in again.
        if (answer.status !== 401 || extra.headers?.authorization !== undefined) return answer
        const { body: session } = await request('POST', '/auth/login', { email: user.email, password })
        as.authorization = `Bearer ${session.access_token}`
        return ask()
      }
    return {
      ...user,
      organization_id,
      headers: as,
      get: (path: string, extra?: Extra) => send('GET')(path, undefined, extra),
      post: (path: string, body: unknown = {}, extra?: Extra) => send('POST')(path, body, extra),
      patch: send('PATCH'),
      delete: (path: string, extra?: Extra) => send('DELETE')(path, undefined, extra),
      /** What was recorded, oldest first. */
      events: async (): Promise<{ name: string; data: Record<string, unknown> }[]> =>
        (await send('GET')('/events?limit=100')).body.data
          .map(({ name, data }: { name: string; data: Record<string, unknown> }) => ({ name, data }))
          .toReversed(),
    }
  }

  return {
    app,
    parts,
    admin,
    request,
    newUser,
    signUp,
    database_url,
    travelTo: (instant: string) => void (time.now = Temporal.Instant.from(instant)),
    /** As a job does: a verb in a transaction of its own, by the system and without a request. */
    asSystem: <T>(organization_id: string, work: (ctx: Context) => Promise<T>): Promise<T> =>
      asSystem(parts, organization_id, work),
    /** Runs the worker until there is nothing left to do. */
    settle: async () => {
      // Time stands still here: what is due by the minute of the wall is asked for by the test that is about it.
      background ??= await startBackground(parts, { has_schedules: false })
      background.nudge()
      await background.settled()
    },
  }
}

const rootPaths = /^\/(health|docs|problems|dev|\.well-known|assets|login|app|f\/|$)/

let uens = 0
export const nextUen = (): string => syntheticUen(2018, 90_000 + (uens++ % 9_999))

export function newOrganization(changes: object = {}) {
  const uen = nextUen()
  return {
    name: `Kopi Kaki ${uen} Pte. Ltd.`,
    uen,
    is_gst_registered: true,
    gst_reg_no: uen,
    gst_registered_from: '2019-01-01',
    billing_email: 'accounts@example.com',
    address: { line1: '1 Raffles Place', postal_code: '048616', country: 'SG' },
    ...changes,
  }
}

export const address = { line1: '10 Anson Road', line2: '#05-17', postal_code: '079903', country: 'SG' }

/** What was just made; says what came instead. */
export function made({ status, body, text }: Answer): { id: string; created_at: string } {
  assert.equal(status, 201, text)
  return body
}
