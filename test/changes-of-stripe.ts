import { randomUUID } from 'node:crypto'
import { signUpOperator } from './operators.ts'
import type { TestApp } from './support.ts'

/** A request that succeeds for each route about money through Stripe, beside what it needs. */
export function changesOfStripe(app: TestApp) {
  const withDeadEvent = async () => {
    const { headers } = await signUpOperator(app)
    return { headers, path: `/operator/stripe-events/${await addStripeEvent(app)}` }
  }

  return {
    'POST /operator/stripe-events/:id/replay': async () => {
      const { headers, path } = await withDeadEvent()
      return { path: `${path}/replay`, headers }
    },
  }
}

/** An event that failed too often. */
export async function addStripeEvent({ admin }: TestApp): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(
    `insert into app.stripe_events (id, event_id, type, payload, status, due_at, occurred_at, received_at)
     values (uuidv7(), $1, 'charge.succeeded', '{"type": "charge.succeeded", "data": {"object": {}}}', 'dead', now(), now(), now())
     returning id`,
    [`evt_${randomUUID()}`],
  )
  return rows[0]!.id
}
