import { createHmac } from 'node:crypto'
import type { StripeEvent } from './state.ts'

/** Hands an event over, to the endpoint of an account where it is told; the status of the answer, or a rejection. */
export type Deliver = (body: string, headers: Record<string, string>, url?: string) => Promise<number>
type To = { url: string; secret: string }
type Sending = { event: StripeEvent; to: To | undefined }
/** What may happen on the way, on request: `hold` keeps events back, so that whoever asks says when and in which order. */
export type Way = { copies: number; is_shuffled: boolean; hold: boolean }

/** The header by which Stripe signs what it sends. */
export function signatureOf(secret: string, body: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}

const most_tries = 12

/** Sends events as Stripe does: signed, at least once, in no promised order, again and again until they are taken. */
export function createSender(options: { secret: string; deliver: Deliver; now: () => number; first_wait_ms?: number }) {
  const { secret, deliver, now, first_wait_ms = 500 } = options
  const way: Way = { copies: 1, is_shuffled: false, hold: false }
  const held: Sending[] = []
  const flying = new Set<Promise<void>>()
  let closed = false

  const send = async (sending: Sending, tries = 1): Promise<void> => {
    const { event, to } = sending
    const body = JSON.stringify(event)
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': signatureOf(to?.secret ?? secret, body, now()),
    }
    const status = await deliver(body, headers, to?.url).catch(() => 0)
    if ((status >= 200 && status < 300) || tries === most_tries || closed) return
    await new Promise((resolve) => setTimeout(resolve, Math.min(first_wait_ms * 2 ** (tries - 1), 60_000)).unref())
    if (!closed) await send(sending, tries + 1)
  }
  const fly = (sending: Sending) => {
    const flight: Promise<void> = send(sending).finally(() => flying.delete(flight))
    flying.add(flight)
  }
  const release = () => {
    const events = held.splice(0).flatMap((sending) => Array.from({ length: way.copies }, () => sending))
    if (way.is_shuffled) events.sort(() => Math.random() - 0.5)
    for (const event of events) fly(event)
  }
  return {
    way,
    push(event: StripeEvent, to?: To) {
      held.push({ event, to })
      // A little later where they are to be mixed, so that there is something to mix.
      if (!way.hold) setTimeout(release, way.is_shuffled ? 50 : 0).unref()
    },
    release,
    async drained() {
      release()
      while (flying.size) await Promise.all(flying)
    },
    close: () => void (closed = true),
  }
}
