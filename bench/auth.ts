import { createHash, generateKeyPairSync, verify } from 'node:crypto'
import { availableParallelism } from 'node:os'
import process from 'node:process'
import { hash, verify as verifyHash } from '@node-rs/argon2'
import { type AccessTokens, createAccessTokens } from '#modules/auth/access-tokens.ts'
import { defaultCost } from '#modules/auth/passwords.ts'
import { permissionsOf } from '#modules/auth/permissions.ts'
import { newId } from '#platform/ids.ts'
import { measureLimits } from './limit.ts'
import { print, type Row, table } from './print.ts'
import { median, runLoad, type ServerProcess, setStage, type Stage, startServer } from './stage.ts'

const seconds = 3
const rounds = 3
const people = 64
const password = 'a password for the bench'
const emailOf = (n: number) => `person-${n}@example.com`

/** Sign-ins beside the bare password hash, refreshes beside their bare statements, the check of a token beside a bare signature. */
export async function authBench(): Promise<boolean> {
  const stage = await setStage()
  try {
    await makePeople(stage)
    const server = await startServer(stage)
    const rows: Row[] = []
    try {
      rows.push(await measureLogins(stage, server))
      rows.push(await measureRefreshes(stage, server))
    } finally {
      await server.stop()
    }
    rows.push(...(await measureTokenChecks()))
    table(`medians of ${rounds} interleaved runs of ${seconds} s, one server process`, rows)
    return rows.every((row) => row.target === 'holds')
  } finally {
    await stage.close()
  }
}

/** They may all have one hash: its price is the same for each. */
async function makePeople({ admin }: Stage): Promise<void> {
  const password_hash = await hash(password, defaultCost)
  await admin.query('set search_path = app')
  for (let n = 0; n < people; n++)
    await admin.query(
      `insert into users (id, email, email_normalized, name, timezone, password_hash, verified_at, created_at, updated_at)
       values ($1, $2, $2, 'Bench', 'Asia/Singapore', $3, now(), now(), now())`,
      [newId(), emailOf(n), password_hash],
    )
}

const post = (port: number, path: string, body: string) =>
  `POST /api/v1${path} HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

async function measureLogins(stage: Stage, server: ServerProcess): Promise<Row> {
  const requests = Array.from({ length: people }, (_, n) =>
    post(server.port, '/auth/login', JSON.stringify({ email: emailOf(n), password })),
  )
  const orders = { port: server.port, connections: 16, seconds, requests }
  return compare('log-ins', 'argon2id alone', 0.9, bareHashes, () => rateOf(stage, orders))
}

async function bareHashes(): Promise<number> {
  const hashed = await hash(password, defaultCost)
  const end = performance.now() + seconds * 1000
  let done = 0
  const work = async () => {
    for (; performance.now() < end; done++) await verifyHash(hashed, password)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return done / seconds
}

async function rateOf(stage: Stage, orders: Parameters<typeof runLoad>[0]): Promise<number> {
  const outcome = await runLoad(orders, stage.folder)
  if (outcome.failed) throw new Error(`${outcome.failed} of ${outcome.requests} requests failed: ${outcome.failure}`)
  return outcome.requests / outcome.seconds
}

/** Each client trades the token that it got last. */
async function measureRefreshes(stage: Stage, server: ServerProcess): Promise<Row> {
  const placeholder = JSON.stringify({ refresh_token: '{carry}' })
  const issued = await refreshTokens(server)
  const request = post(server.port, '/auth/refresh', placeholder).replace(
    /Content-Length: \d+/,
    `Content-Length: ${placeholder.length - '{carry}'.length + issued[0]!.length}`,
  )
  const carry = { pattern: '"refresh_token":"([^"]+)"', first: issued }
  const ours = async () => {
    const rate = await rateOf(stage, { port: server.port, connections: 32, seconds, requests: [request], carry })
    carry.first = await refreshTokens(server)
    return rate
  }
  const scripts = await bareRefreshes(stage)
  const limit = async () => {
    const { pgbench, driver } = await measureLimits(stage, 'refresh', scripts, seconds)
    return pgbench ?? driver
  }
  // 3,000 a second where the bare statements do 7,000.
  return compare('refreshes', 'the statements alone', 0.43, limit, ours)
}

async function refreshTokens({ port }: ServerProcess): Promise<string[]> {
  const logIn = async (n: number) => {
    const reply = await fetch(`http://127.0.0.1:${port}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: emailOf(n), password }),
    })
    return ((await reply.json()) as { refresh_token: string }).refresh_token
  }
  return Promise.all(Array.from({ length: 32 }, (_, n) => logIn(n)))
}

/** What a refresh must do at least: find and lock the token, mark it, store its successor, note the use of the session. */
async function bareRefreshes({ admin }: Stage): Promise<string[][]> {
  const { rows } = await admin.query<{ id: string }>(`select id from sessions where kind = 'api' limit 50`)
  return Promise.all(
    rows.map(async ({ id }) => {
      const token_hash = `'\\x${createHash('sha256').update(id).digest('hex')}'`
      await admin.query(
        `insert into refresh_tokens (token_hash, session_id, created_at) values (${token_hash}, $1, now())`,
        [id],
      )
      return [
        'begin',
        `select r.token_hash, s.user_id, u.email from refresh_tokens r join sessions s on s.id = r.session_id
         join users u on u.id = s.user_id where r.token_hash = ${token_hash} for update of r, s`,
        `update refresh_tokens set rotated_at = now() where token_hash = ${token_hash}`,
        `insert into refresh_tokens (token_hash, session_id, created_at)
         values (sha256(uuid_send(gen_random_uuid())), '${id}', now())`,
        `update sessions set last_used_at = now() where id = '${id}'`,
        'commit',
      ]
    }),
  )
}

async function compare(
  what: string,
  against: string,
  share: number,
  limit: () => Promise<number>,
  ours: () => Promise<number>,
): Promise<Row> {
  print(`measuring: ${what}`)
  await ours()
  const [limits, rates]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    limits.push(await limit())
    rates.push(await ours())
  }
  const [rate, bare] = [median(rates), median(limits)]
  return {
    what,
    'per second': rate.toFixed(0),
    limit: `${bare.toFixed(0)} by ${against}`,
    ratio: (rate / bare).toFixed(2),
    wanted: `>= ${share}`,
    'CPU us': '',
    target: rate / bare >= share ? 'holds' : 'MISSED',
  }
}

/**
 * The check of a token and the look-up of a permission: of tokens that another process issued, so that each signature
 * is checked, and of those from here, which are known.
 */
async function measureTokenChecks(): Promise<Row[]> {
  print('measuring: token checks')
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = {
    kid: 'bench',
    x: publicKey.export({ format: 'jwk' }).x!,
    public_key: publicKey,
    private_key: privateKey,
  }
  const keys = { ring: async () => ({ current: key, published: [key] }), rotate: async () => false }
  const [here, elsewhere] = [0, 1].map(() => createAccessTokens(keys, 'http://localhost:8000')) as [
    AccessTokens,
    AccessTokens,
  ]
  const now = Temporal.Now.instant()
  const issued: string[] = []
  const signToken = await here.signer(now)
  for (let n = 0; n < 5_000; n++) issued.push(signToken({ user_id: newId(), session_id: newId() }))

  const check = (tokens: AccessTokens) => async (token: string) =>
    (await tokens.read(token, now)) !== undefined && permissionsOf('member').has('invoices.read')
  const bareCheck = async (token: string) => {
    const dot = token.lastIndexOf('.')
    return verify(null, Buffer.from(token.slice(0, dot)), publicKey, Buffer.from(token.slice(dot + 1), 'base64url'))
  }
  const bare = await cpuMicroseconds(issued, bareCheck)
  const row = (what: string, us: number, wanted: string, isGood: boolean): Row => ({
    what,
    'per second': (1e6 / us).toFixed(0),
    limit: `${(1e6 / bare).toFixed(0)} by the bare signature`,
    ratio: (bare / us).toFixed(2),
    wanted,
    'CPU us': us.toFixed(1),
    target: isGood ? 'holds' : 'MISSED',
  })
  const foreign = await cpuMicroseconds(issued, check(elsewhere))
  const own = await cpuMicroseconds(issued, check(here))
  return [
    row('token check, issued here', own, '<= 100 us', own <= 100),
    // Where the signature alone takes longer than that, what we add to it counts.
    row('token check, issued elsewhere', foreign, '<= 100 us or >= 0.85', foreign <= 100 || bare / foreign >= 0.85),
  ]
}

async function cpuMicroseconds(tokens: string[], check: (token: string) => Promise<boolean>): Promise<number> {
  const before = process.cpuUsage()
  for (const token of tokens) if (!(await check(token))) throw new Error('a good token was refused')
  const { user, system } = process.cpuUsage(before)
  return (user + system) / tokens.length
}
