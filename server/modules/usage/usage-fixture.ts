import assert from 'node:assert/strict'
import type { NewUsage } from './schemas.ts'
import type { Person, TestApp } from '#test/support.ts'

export type Sent = Partial<NewUsage['events'][number]>

/** An organisation with a meter and a customer, and the way to send events of them; the test's noon unless they say. */
export async function usageFixture({ signUp }: Pick<TestApp, 'signUp'>, aggregation = 'sum') {
  const owner: Person = await signUp()
  const made = async (path: string, body: object) => {
    const answer = await owner.post(path, body)
    assert.equal(answer.status, 201, answer.text)
    return answer.body as { id: string }
  }
  const meter = await made('/meters', { code: 'api-calls', name: 'API calls', unit: 'call', aggregation })
  const customer = await made('/customers', { name: 'Kopi Kaki' })
  let sent = 0
  const eventFrom = (event: Sent) => ({
    ...{ meter: 'api-calls', customer_id: customer.id, occurred_at: '2026-11-22T03:00:00Z' },
    ...{ event_key: `event-${sent++}`, ...event },
  })
  const send = (...events: Sent[]) => owner.post('/usage-events', { events: events.map(eventFrom) })
  const total = async (query = '') =>
    (await owner.get(`/usage?meter_id=${meter.id}${query}`)).body.data[0].total as string
  return { owner, meter, customer, eventFrom, send, total, made }
}
