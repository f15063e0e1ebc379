import type { Stripe } from 'stripe'
import type { Context } from '#platform/context.ts'
import { getAccount } from './account.ts'
import { applySeen } from './apply-seen.ts'
import { type Named, namedIn, type Subject } from './event-subjects.ts'
import type { Outcome } from './process-events.ts'
import { findRow, type Row } from './queries.ts'
import { chargeOf, type Seen } from './rules.ts'
import { syncCardSetup } from './sync-card-setup.ts'
import type { StripeDoor } from './stripe-door.ts'

/** Runs a piece of work in a transaction of its own inside an organisation, by the system. */
export type InOrganization = <T>(organization_id: string, work: (ctx: Context) => Promise<T>) => Promise<T>
export type SyncDoor = { stripe: Pick<StripeDoor, 'client'>; inOrganization: InOrganization }
/** What pointed to a payment, at Stripe. */
export type Found = { kind: 'checkout' | 'payment_intent'; id: string }

const partsOfIntent = ['latest_charge.balance_transaction', 'latest_charge.refunds', 'payment_method']

/**
 * What an event is about, brought to what Stripe holds of it now. `from` is the organisation whose own account told:
 * nothing that it says is about another.
 */
export async function syncSubject(door: SyncDoor, subject: Subject, from: string | null = null): Promise<Outcome> {
  if (subject.kind === 'payment_method') return { ignored: 'a card, which is looked at when it is charged' }
  if (subject.kind === 'card_setup')
    return from && from !== subject.named.organization_id ? notTheirs : syncCardSetup(door, subject.named, subject.id)
  const named = subject.named ?? (await namedAtStripe(door, subject, from))
  if (!named) return { ignored: 'not begun by this program' }
  return from && from !== named.organization_id ? notTheirs : syncPayment(door, named, subject)
}

const notTheirs = { ignored: 'names another organisation than the one whose account told it' }

async function namedAtStripe(door: SyncDoor, { kind, id }: Found, from: string | null): Promise<Named | null> {
  if (kind === 'checkout') return null
  const account = from ? await door.inOrganization(from, getAccount) : undefined
  const client = await door.stripe.client(account?.own)
  return namedIn((await client.paymentIntents.retrieve(id)).metadata)
}

const tries = 6

/**
 * Reads a payment from Stripe and writes what has become of it. Who was overtaken between reading and writing reads
 * again, so an older answer never takes the place of a newer one. `found` is what pointed here: it is adopted when we
 * had not heard of it yet, for the program may have died before it could write it down.
 */
export async function syncPayment(door: SyncDoor, named: Named, found?: Found): Promise<Outcome> {
  const { organization_id, online_payment_id } = named
  for (let left = tries; left > 0; left--) {
    const { row, account } = await door.inOrganization(organization_id, async (ctx) => ({
      row: await findRow(ctx, online_payment_id),
      account: await getAccount(ctx),
    }))
    if (!row) return { ignored: 'names a payment that we do not have' }
    if (row.account_id !== account.account_id)
      return { ignored: 'belongs to an account that is not connected any more' }
    const seen = await look(await door.stripe.client(account.own), row, found)
    const mismatch = mismatchOf(named, row, seen, found)
    if (mismatch) return { ignored: mismatch }
    if (await door.inOrganization(organization_id, (ctx) => applySeen(ctx, row, seen))) return { organization_id }
  }
  throw new Error(`The payment changed ${tries} times while it was looked at`)
}

async function look(client: Stripe, row: Row, found: Found | undefined): Promise<Seen> {
  const checkout_id = row.stripe_checkout_id ?? (found?.kind === 'checkout' ? found.id : null)
  const intent_id = row.stripe_payment_intent_id ?? (found?.kind === 'payment_intent' ? found.id : null)
  const session = checkout_id ? await client.checkout.sessions.retrieve(checkout_id) : null
  const behind = session?.payment_intent ?? intent_id
  const id = typeof behind === 'string' ? behind : behind?.id
  const intent = id ? await client.paymentIntents.retrieve(id, { expand: partsOfIntent }) : null
  if (!intent || !chargeOf(intent)?.disputed) return { session, intent }
  const { data: disputes } = await client.disputes.list({ payment_intent: intent.id, limit: 100 })
  return { session, intent, disputes }
}

/** Why what Stripe shows is not the payment that it names. */
function mismatchOf(named: Named, row: Row, { session, intent }: Seen, found: Found | undefined): string | undefined {
  if (!session && !intent) return 'names a payment that Stripe was not asked for'
  for (const object of [session, intent]) {
    const name = object && namedIn(object.metadata)
    if (object && (name?.organization_id !== named.organization_id || name.online_payment_id !== row.id))
      return `${object.id} names another payment than ours`
  }
  const seen = found?.kind === 'checkout' ? session?.id : intent?.id
  if (found && seen !== found.id) return `${found.id} is not the one that our payment was made with`
  if (row.stripe_payment_intent_id && intent && intent.id !== row.stripe_payment_intent_id)
    return `${intent.id} is not the one that our payment was made with`
  const amounts = [session?.amount_total, intent?.amount].filter((amount) => amount !== undefined && amount !== null)
  if (amounts.some((amount) => amount !== row.amount_cents)) return 'names a payment of another amount'
  if ((intent ?? session)?.currency !== 'sgd') return 'names a payment in another currency'
  return undefined
}
