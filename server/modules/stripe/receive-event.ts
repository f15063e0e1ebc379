import { badRequest } from '#platform/errors.ts'
import { checkSignature } from './check-signature.ts'
import type { Inbox } from './event-inbox.ts'

export type Delivery = { signature: string | undefined; body: Buffer; now: Temporal.Instant }

/** What an endpoint believes: secrets that are in use, the mode, and the account where an event names one. */
export type Believed = {
  webhook_secrets: readonly string[]
  is_live: boolean
  account_id: string | undefined
  /** Whose endpoint it is; null for that of the installation. */
  organization_id: string | null
}

/** Takes in what Stripe sent: believed by its signature alone, kept, and looked at later. */
export async function receiveEvent(
  { webhook_secrets, is_live, account_id, organization_id }: Believed,
  inbox: Inbox,
  { signature, body, now }: Delivery,
): Promise<{ received: true }> {
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
    endpoint_organization_id: organization_id,
  })
  return { received: true }
}

const reasons = {
  wrong: 'The Stripe-Signature header does not sign this body with a secret of ours.',
  too_old: 'The signature is more than 300 seconds old. Check the clocks, or send the event again.',
  in_future: 'The signature is from more than 300 seconds in the future. Check the clocks.',
}

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
