import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event } from '#modules/events/schemas.ts'
import { type Facts, lifeOf } from './life.ts'

const subscription = {
  id: 's',
  plan: { id: 'p', code: 'team', name: 'Team' },
  start_date: '2026-01-01',
  trial_end_date: '2026-01-15',
  current_period_end_date: '2026-03-15',
  ended_date: null,
  paused_at: null,
  cancel_reason: null,
} as unknown as Facts['subscription']
const period = (from_date: string, to_date: string) => ({
  from_date,
  to_date,
  plan_name: 'Team',
  quantity: 3,
  amount_cents: 6_000,
  invoice_id: 'i',
  draft_id: null,
  issues_on_date: null,
  is_waived: false,
})
const event = (name: string, created_at: string, more: object = {}) =>
  ({
    id: name,
    name: `subscription.${name}`,
    created_at,
    actor_name: 'Siti',
    data: {},
    changes: null,
    ...more,
  }) as unknown as Event
const facts = (more: Partial<Facts> = {}): Facts => ({
  subscription,
  periods: [period('2026-01-15', '2026-02-15'), period('2026-02-15', '2026-03-15')],
  invoices: [],
  payments: [],
  events: [],
  today: '2026-03-01',
  ...more,
})

test('a life begins with its trial and reaches to the end of the present period', () => {
  const { from, to, stretches } = lifeOf(facts())
  assert.deepEqual([from, to], ['2026-01-01', '2026-03-15'])
  assert.deepEqual(
    stretches.map((each) => [each.kind, each.from, each.to]),
    [
      ['trial', '2026-01-01', '2026-01-15'],
      ['period', '2026-01-15', '2026-02-15'],
      ['period', '2026-02-15', '2026-03-15'],
    ],
  )
})

test('a pause lasts until it is resumed, by the days of Singapore', () => {
  const events = [event('resumed', '2026-02-20T03:00:00Z'), event('paused', '2026-02-09T17:00:00Z')]
  const pause = lifeOf(facts({ events })).stretches.find(({ kind }) => kind === 'pause')
  assert.deepEqual([pause?.from, pause?.to], ['2026-02-10', '2026-02-20'])
})

test('a pause by rule says why, and lasts until it is paid', () => {
  const events = [
    event('recovered', '2026-02-20T03:00:00Z'),
    event('paused', '2026-02-09T17:00:00Z', { data: { pause_reason: 'unpaid' }, actor_name: 'NexusCore' }),
  ]
  const { stretches, moments } = lifeOf(facts({ events }))
  const pause = stretches.find(({ kind }) => kind === 'pause')
  assert.deepEqual([pause?.from, pause?.to], ['2026-02-10', '2026-02-20'])
  assert.deepEqual(
    moments.map(({ title }) => title),
    ['Paused: unpaid for too long', 'Paid again'],
  )
})

test('a change says from what to what', () => {
  const plan = { before: { name: 'Team' }, after: { name: 'Pro' } }
  const events = [
    event('changed', '2026-02-01T03:00:00Z', { changes: { plan, price_id: { before: 1, after: 2 } } }),
    event('changed', '2026-02-02T03:00:00Z', { changes: { quantity: { before: 3, after: 5 } } }),
  ]
  assert.deepEqual(
    lifeOf(facts({ events })).moments.map(({ title }) => title),
    ['Changed from Team to Pro', 'From 3 to 5 seats'],
  )
})

test('only payments of its own invoices are part of its life', () => {
  const invoices = [
    {
      id: 'i',
      number: 'INV-1',
      issue_date: '2026-01-15',
      due_date: '2026-01-29',
      status: 'paid',
      total_amount_cents: 6_540,
    },
  ] as unknown as Facts['invoices']
  const allocation = (invoice_id: string) => ({ invoice_id, invoice_number: 'INV-1', amount_cents: 6_540 })
  const payments = [
    { id: 'a', payment_date: '2026-01-20', allocations: [allocation('i'), allocation('another')] },
  ] as unknown as Facts['payments']
  assert.deepEqual(
    lifeOf(facts({ invoices, payments })).moments.map(({ row, date, tone }) => [row, date, tone]),
    [
      ['change', '2026-01-01', 'plain'],
      ['invoice', '2026-01-15', 'good'],
      ['payment', '2026-01-20', 'good'],
    ],
  )
})

test('a period that was cut short by the end is as long as it was', () => {
  const { stretches } = lifeOf(facts({ subscription: { ...subscription, ended_date: '2026-02-20' } }))
  assert.deepEqual(stretches.at(-1)?.to, '2026-02-20')
})

test('a period says whether it is a draft still, and that nobody is asked for one whose draft was deleted', () => {
  const unbilled = { ...period('2026-01-15', '2026-02-15'), invoice_id: null }
  const { stretches } = lifeOf(
    facts({
      periods: [
        { ...unbilled, draft_id: 'd', issues_on_date: '2026-01-18' },
        { ...unbilled, is_waived: true },
      ],
    }),
  )
  const words = stretches.filter(({ kind }) => kind === 'period').map((stretch) => stretch.words)
  assert.match(words[0]!, /\$60\.00 before GST, a draft until 18 Jan 2026$/)
  assert.match(words[1]!, /, not billed$/)
})
