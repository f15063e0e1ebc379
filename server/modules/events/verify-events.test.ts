import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { createHeadKeeper } from './signed-heads.ts'
import { startApp } from '#test/support.ts'

const app = await startApp()
const { admin, parts } = app
const heads = createHeadKeeper({ ...parts, pool: parts.worker_pool })

/** An organisation with eight events in its chain. */
async function withChain() {
  const owner = await app.signUp()
  for (let n = 1; n < 8; n++) await owner.post('/customers', { name: `Customer ${n}` })
  await app.settle()
  const verify = async () => (await owner.post('/events/verify')).body
  const tamper = (sql: string) => admin.query(sql.replaceAll('ORG', `organization_id = '${owner.organization_id}'`))
  return { owner, verify, tamper, organization_id: owner.organization_id }
}

test('SEC-132 the chain runs 1..n without a gap for each organisation, and what waits for its place is said', async () => {
  const { owner, verify, organization_id } = await withChain()
  const first = await verify()
  assert.deepEqual([first.is_intact, first.sealed, first.unsealed, first.fault], [true, 8, 0, null])
  assert.equal((await verify()).unsealed, 1, 'the event of the first verification')
  const { data } = (await owner.get('/events')).body
  assert.deepEqual(
    data.slice(0, 3).map(({ seq }: { seq: number | null }) => seq),
    [null, null, 8],
  )
  await app.settle()
  const { rows } = await admin.query('select seq from app.event_seals where organization_id = $1 order by seq', [
    organization_id,
  ])
  assert.deepEqual(
    rows.map(({ seq }) => seq),
    Array.from({ length: 10 }, (_, i) => i + 1),
  )
})

/** What a superuser may do to the fifth of eight events, and what the verifier says of it. */
const attacks: [string, string[], { kind: string; seq: number | null }][] = [
  [
    'a byte of the data flipped',
    [
      `update app.events set data = jsonb_set(data, '{name}', '"Customar 4"') where ORG and data->>'name' = 'Customer 4'`,
    ],
    { kind: 'changed', seq: 5 },
  ],
  [
    'the time moved',
    [`update app.events set created_at = created_at - interval '1 hour' where ORG and data->>'name' = 'Customer 4'`],
    { kind: 'changed', seq: 5 },
  ],
  [
    'the actor renamed',
    [`update app.events set actor_name = 'Somebody else' where ORG and data->>'name' = 'Customer 4'`],
    { kind: 'changed', seq: 5 },
  ],
  [
    'a byte of a hash flipped',
    [`update app.event_seals set hash = set_byte(hash, 3, get_byte(hash, 3) # 1) where ORG and seq = 5`],
    { kind: 'changed', seq: 5 },
  ],
  [
    'erased without a record of it',
    [`update app.events set data = '{}', changes = null, data_key = null where ORG and data->>'name' = 'Customer 4'`],
    { kind: 'changed', seq: 5 },
  ],
  [
    'an event deleted',
    [`delete from app.events where ORG and data->>'name' = 'Customer 4'`],
    { kind: 'deleted', seq: 5 },
  ],
  [
    'an event and its seal deleted',
    [
      `delete from app.events where ORG and data->>'name' = 'Customer 4'`,
      `delete from app.event_seals where ORG and seq = 5`,
    ],
    { kind: 'deleted', seq: 5 },
  ],
  [
    'a seal deleted and the numbers closed',
    [
      `delete from app.event_seals where ORG and seq = 5`,
      `update app.event_seals set seq = seq + 1000 where ORG and seq > 5`,
      `update app.event_seals set seq = seq - 1001 where ORG and seq > 1000`,
    ],
    { kind: 'deleted', seq: 5 },
  ],
  [
    'two neighbours exchanged',
    [
      `update app.event_seals set seq = seq + 1000 where ORG and seq in (5, 6)`,
      `update app.event_seals set seq = case seq when 1005 then 6 else 5 end where ORG and seq > 1000`,
    ],
    { kind: 'reordered', seq: 5 },
  ],
  [
    'two places exchanged',
    [
      `update app.event_seals set seq = seq + 1000 where ORG and seq in (5, 8)`,
      `update app.event_seals set seq = case seq when 1005 then 8 else 5 end where ORG and seq > 1000`,
    ],
    { kind: 'reordered', seq: 5 },
  ],
  [
    'an event slipped in',
    [
      `update app.event_seals set seq = seq + 1000 where ORG and seq > 4`,
      `update app.event_seals set seq = seq - 999 where ORG and seq > 1000`,
      `with e as (insert into app.events (organization_id, id, name, actor_kind, subject_id, data, created_at, dispatched_at, sealed_at)
       select organization_id, uuidv7(), name, actor_kind, subject_id, data, created_at, dispatched_at, sealed_at from app.events where ORG limit 1 returning organization_id, id)
     insert into app.event_seals select e.organization_id, 5, e.id, s.data_digest, s.actor_digest, s.hash, s.sealed_at from e join app.event_seals s on s.organization_id = e.organization_id and s.seq = 4`,
    ],
    { kind: 'inserted', seq: 5 },
  ],
  [
    'an event added beside the chain',
    [
      `insert into app.events (organization_id, id, name, actor_kind, subject_id, data, created_at, dispatched_at, sealed_at)
       select organization_id, uuidv7(), name, actor_kind, subject_id, data, created_at, dispatched_at, sealed_at from app.events where ORG limit 1`,
    ],
    { kind: 'inserted', seq: null },
  ],
]

for (const [what, statements, expected] of attacks)
  test(`SEC-132 the verifier names the first bad place: ${what}`, async () => {
    const { verify, tamper } = await withChain()
    assert.equal((await verify()).is_intact, true)
    await app.settle()
    for (const statement of statements) await tamper(statement)
    const { is_intact, fault } = await verify()
    assert.equal(is_intact, false)
    assert.deepEqual({ kind: fault.kind, seq: fault.seq }, expected)
  })

test('SEC-132 cutting the end off, or writing the whole chain anew, shows against the head kept outside the database', async () => {
  const { verify, tamper, organization_id } = await withChain()
  await heads.keep()
  assert.equal((await verify()).signed_head.seq, 8)
  await app.settle()
  await tamper(`delete from app.event_seals where ORG and seq > 6`)
  await tamper(`delete from app.events where ORG and not exists (
    select from app.event_seals s where s.organization_id = events.organization_id and s.event_id = events.id)`)
  assert.deepEqual((await verify()).fault, { kind: 'truncated', seq: 7, event_id: null })

  await tamper(`delete from app.event_seals where ORG`)
  await tamper(`update app.events set sealed_at = null, data = '{"name": "history"}' where ORG`)
  await app.settle()
  const evidence = await parts.storage.get(`organizations/${organization_id}/audit-head.json`)
  await heads.keep()
  assert.deepEqual(
    await parts.storage.get(`organizations/${organization_id}/audit-head.json`),
    evidence,
    'the evidence stays',
  )
  while ((await verify()).sealed < 8) await app.settle()
  assert.deepEqual((await verify()).fault.kind, 'rewritten')
})

test('SEC-132 a head that somebody else signed counts for nothing', async () => {
  const { verify, organization_id } = await withChain()
  await heads.keep()
  const key = `organizations/${organization_id}/audit-head.json`
  const head = JSON.parse(Buffer.from((await parts.storage.get(key))!).toString())
  await parts.storage.put(key, Buffer.from(JSON.stringify({ ...head, seq: 3 })), 'application/json')
  assert.equal((await verify()).signed_head, null)
})

test('SEC-132 many writers at once make one chain, and one that commits late is neither missed nor sealed twice', async () => {
  const { owner, verify, organization_id } = await withChain()
  const slow = new pg.Client({ connectionString: app.database_url })
  await slow.connect()
  await slow.query('begin')
  await slow.query(
    `insert into app.events (organization_id, id, name, actor_kind, subject_id, data, created_at)
     values ($1, uuidv7(), 'customer.created', 'system', uuidv7(), '{"name": "late"}', now())`,
    [organization_id],
  )
  const writing = Array.from({ length: 40 }, (_, n) => owner.post('/customers', { name: `At once ${n}` }))
  const sealing = Array.from({ length: 5 }, () => app.settle())
  await Promise.all([...writing, ...sealing])
  await app.settle()
  const before = await verify()
  assert.deepEqual([before.is_intact, before.sealed], [true, 48])
  await slow.query('commit')
  await slow.end()
  await app.settle()
  const { rows } = await admin.query(
    `select s.seq from app.event_seals s join app.events e using (organization_id)
     where e.organization_id = $1 and e.id = s.event_id and e.data->>'name' = 'late'`,
    [organization_id],
  )
  assert.equal(rows.length, 1)
  assert.ok(rows[0].seq >= 49)
  const after = await verify()
  assert.deepEqual([after.is_intact, after.sealed, after.unsealed], [true, 50, 0])
})

test('SEC-133 personal data can be erased from an event without breaking the chain', async () => {
  const { owner, verify, tamper, organization_id } = await withChain()
  const { rows } = await admin.query(
    `select id from app.events where organization_id = $1 and data->>'name' = 'Customer 4'`,
    [organization_id],
  )
  await tamper(`insert into app.events (organization_id, id, name, actor_kind, subject_id, data, created_at)
    values ('${organization_id}', uuidv7(), 'event.erased', 'system', '${rows[0].id}', '{}', now())`)
  await app.settle()
  await tamper(`update app.events set data = '{}', changes = null, data_key = null where ORG and id = '${rows[0].id}'`)
  const { is_intact, sealed, erased } = await verify()
  assert.deepEqual([is_intact, sealed, erased], [true, 9, 1])
  const { data } = (await owner.get(`/events?limit=100`)).body
  assert.ok(!JSON.stringify(data).includes('Customer 4'))
})

test('SEC-132 the service may write no seal, and nobody may change one but the owner of the database', async () => {
  const { organization_id } = await withChain()
  for (const [pool, attempts] of [
    [
      parts.pool,
      [
        'insert into event_seals select * from event_seals',
        'update event_seals set seq = 1',
        'delete from event_seals',
        'truncate event_seals',
      ],
    ],
    [
      parts.worker_pool,
      [
        'update event_seals set seq = 1',
        'delete from event_seals',
        'truncate event_seals',
        'delete from events',
        `update events set data = '{}'`,
      ],
    ],
  ] as const)
    for (const attempt of attempts)
      await assert.rejects(pool.query(attempt), { code: '42501' }, `${attempt} in ${organization_id}`)
})
