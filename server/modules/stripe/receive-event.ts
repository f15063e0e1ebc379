import { badRequest, conflict } from '#platform/errors.ts'
import { checkSignature } from './check-signature.ts'
import type { Inbox } from './event-inbox.ts'
import type { StripeDoor } from './stripe-door.ts'

export type Delivery = { signature: string | undefined; body: Buffer; now: Temporal.Instant }

/** Takes in what Stripe sent: believed by its signature alone, kept, and looked at later. */
export async function receiveEvent(
  { webhook_secrets, is_configured, is_live, account_id }: StripeDoor,
  inbox: Inbox,
  { signature, body, now }: Delivery,
): Promise<{ received: true }> {
  if (!is_configured) throw notConfigured()
  const verdict = checkSignature(signature ?? '', body, { secrets: webhook_secrets, now })
  if (verdict !== 'good') throw badRequest('stripe.signature_invalid', reasons[verdict])

  const event = parseEvent(body)
  if (event.livemode !== is_live)
    throw badRequest('stripe.wrong_mode', 'This event is from the other mode of Stripe (live or test) than we run in.')
  if (event.account !== undefined && event.account !== account_id)
    throw badRequest('stripe.wrong_account', 'This event is from another Stripe account than ours.')
  await inbox.store({
    event_id: event.id,
    type: event.type,
    object_id: event.data.object.id ?? null,
    payload: body.toString(),
    occurred_at: Temporal.Instant.fromEpochMilliseconds(event.created * 1000).toString(),
    received_at: now.toString(),
  })
  return { received: true }
}

const reasons = {
  wrong: 'The Stripe-Signature header does not sign this body with a secret of ours.',
  too_old: 'The signature is more than 300 seconds old. Check the clocks, or send the event again.',
  in_future: 'The signature is from more than 300 seconds in the future. Check the clocks.',
}

export const notConfigured = () =>
  conflict('stripe.not_configured', 'This installation has no Stripe account, so nothing can be paid online.')

type ParsedEvent = {
  id: string
  type: string
  created: number
  livemode: boolean
  account?: string
  data: { object: { id?: string } }
}

function parseEvent(body: Buffer): ParsedEvent {
  try {
    const event = JSON.parse(body.toString()) as Partial<ParsedEvent>
    const { id, type, created, livemode, account, data } = event
    const isWhole =
      isWord(id, 255) &&
      isWord(type, 255) &&
      typeof livemode === 'boolean' &&
      (account === undefined || isWord(account, 255))
    if (
      isWhole &&
      isSeconds(created) &&
      (data?.object?.id === undefined || isWord(data.object.id, 255)) &&
      data?.object
    )
      return event as ParsedEvent
  } catch {
    // Told below, with whatever else is wrong with it.
  }
  throw badRequest('stripe.event_malformed', 'The body is signed, but it is not an event of Stripe.')
}

const isWord = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length <= most && /^[\w.-]+$/.test(value)

const isSeconds = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) > 0 && Number(value) < 1e11
