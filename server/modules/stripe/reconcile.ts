import type { Stripe } from 'stripe'
import { getRefund } from '#modules/payments/refund-queries.ts'
import { type Pool, type TextQuery, read, transact } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { redactText } from '#platform/redact.ts'
import { type Named, namedIn } from './event-subjects.ts'
import { getAccount } from './account.ts'
import { clientFor } from './open-payment.ts'
import type { Sealed, StripeDoor } from './stripe-door.ts'
import { findAtStripe } from './find-at-stripe.ts'
import { findRow, type Row, rowColumns } from './queries.ts'
import type { Drift } from './reconciliation-schemas.ts'
import { askForRefund } from './refund-online-payment.ts'
import { chargeOf } from './rules.ts'
import { type SyncDoor, syncPayment } from './sync-payment.ts'

type Reconciling = SyncDoor & {
  stripe: Pick<StripeDoor, 'client' | 'is_configured'>
  pool: Pool
  clock: () => Temporal.Instant
}

/** Longer than any page of Stripe stays open, with days to spare for nights that failed. */
const window = { hours: 24 * 5 }
/** What was begun so lately may still be on its way. */
const settling = { minutes: 10 }

/**
 * Compares what we hold with what Stripe holds, both ways: each payment there with ours, and each of ours that is not
 * at an end with theirs. What differs is mended as an event would have, and reported; what cannot be is reported.
 */
export async function reconcile(door: Reconciling): Promise<{ checked_count: number; drifts: Drift[] }> {
  const id = newId()
  const started = door.clock()
  await write(door.pool, 'insert into stripe_reconciliations (id, started_at) values ($1, $2)', [
    id,
    started.toString(),
  ])
  const found: Found = { checked_count: 0, checked_counts: {}, drifts: [] }
  const failures: unknown[] = []
  // One account that cannot be read keeps nobody else's from being compared.
  const attempt = (work: () => Promise<void>) => work().catch((error: unknown) => void failures.push(error))
  try {
    await attempt(async () => {
      for (const own of await ownAccounts(door)) await attempt(() => theirs(door, own, started, found))
    })
    if (door.stripe.is_configured) await attempt(() => theirs(door, undefined, started, found))
    await attempt(async () => {
      for (const organization_id of await listOrganizations(door))
        await attempt(() => ours(door, organization_id, started, found))
    })
    if (failures.length) throw failures[0]
    return found
  } finally {
    const reasons = new Set(failures.map((error) => redactText((error as Error).message)))
    const failure = failures.length ? [...reasons].join('; ').slice(0, 500) : null
    await write(
      door.pool,
      'update stripe_reconciliations set ended_at = $2, checked_count = $3, drifts = $4, failure = $5, checked_counts = $6 where id = $1',
      [
        id,
        door.clock().toString(),
        found.checked_count,
        JSON.stringify(found.drifts),
        failure,
        JSON.stringify(found.checked_counts),
      ],
    )
  }
}

type Found = { checked_count: number; checked_counts: Record<string, number>; drifts: Drift[] }

function count(found: Found, organization_id: string): void {
  found.checked_count++
  found.checked_counts[organization_id] = (found.checked_counts[organization_id] ?? 0) + 1
}

/** Of organisations that are paid by an account of their own. */
async function ownAccounts(door: Reconciling): Promise<Sealed[]> {
  const accounts: Sealed[] = []
  for (const organization_id of await listOrganizations(door)) {
    const { own } = await door.inOrganization(organization_id, getAccount)
    if (own) accounts.push(own)
  }
  return accounts
}

async function listOrganizations({ pool }: Reconciling): Promise<string[]> {
  const query: TextQuery<{ organization_id: string }> = {
    text: 'select organization_id from organization_directory',
    parameters: [],
  }
  return (await read(pool, undefined, (tx) => tx.all(query))).map(({ organization_id }) => organization_id)
}

async function theirs(
  door: Reconciling,
  own: Sealed | undefined,
  started: Temporal.Instant,
  found: Found,
): Promise<void> {
  const client = await door.stripe.client(own)
  const gte = Math.floor(started.subtract(window).epochMilliseconds / 1000)
  const expand = ['data.latest_charge']
  for await (const intent of client.paymentIntents.list({ created: { gte }, limit: 100, expand })) {
    const named = namedIn(intent.metadata)
    // Nothing that an account of one organisation holds is about another.
    if (named && own && named.organization_id !== own.organization_id) continue
    if (named) count(found, named.organization_id)
    else found.checked_count++
    if (named) await compare(door, named, intent, found)
  }
}

async function compare(door: Reconciling, named: Named, intent: Stripe.PaymentIntent, found: Found): Promise<void> {
  const { organization_id, online_payment_id } = named
  const row = await door.inOrganization(organization_id, (ctx) => findRow(ctx, online_payment_id))
  const about = { organization_id, online_payment_id: row?.id ?? null, stripe_id: intent.id }
  const at_stripe = intent.status
  if (!row) return void found.drifts.push({ ...about, kind: 'unknown', ours: null, at_stripe, is_mended: false })
  const is_paid_there = intent.status === 'succeeded'
  const isAlike =
    is_paid_there === (row.status === 'succeeded') && (!is_paid_there || intent.id === row.stripe_payment_intent_id)
  const is_refunded = (chargeOf(intent)?.amount_refunded ?? 0) > 0
  if (isAlike && !is_refunded) return
  const outcome = await syncPayment(door, named, { kind: 'payment_intent', id: intent.id })
  const after = await door.inOrganization(organization_id, (ctx) => findRow(ctx, row.id))
  const isMended = 'organization_id' in outcome
  if (isMended && after?.version === row.version) return
  const kind = isMended ? 'behind' : 'unknown'
  found.drifts.push({ ...about, kind, ours: row.status, at_stripe, is_mended: isMended })
}

/** What we think is under way in an organisation. */
async function ours(
  door: Reconciling,
  organization_id: string,
  started: Temporal.Instant,
  found: Found,
): Promise<void> {
  const { account_id, own } = await door.inOrganization(organization_id, getAccount)
  if (!own && !door.stripe.is_configured) return
  const rows = await door.inOrganization(organization_id, (ctx) => {
    const open: TextQuery<Row> = {
      text: `select ${rowColumns} from online_payments
             where organization_id = $1 and status in ('opening', 'open', 'processing') and created_at < $2
               and account_id is not distinct from $3`,
      parameters: [organization_id, started.subtract(settling).toString(), account_id],
    }
    return ctx.db.all(open)
  })
  for (const row of rows) await settle(door, organization_id, row, started, found)
  await sendLostRefunds(door, organization_id, started, found)
}

async function settle(
  door: Reconciling,
  organization_id: string,
  row: Row,
  started: Temporal.Instant,
  found: Found,
): Promise<void> {
  count(found, organization_id)
  const named = { organization_id, online_payment_id: row.id }
  const known = row.stripe_checkout_id ?? row.stripe_payment_intent_id
  const there = known ? undefined : await findAtStripe(await clientFor(door, organization_id), row)
  if (known || there) await syncPayment(door, named, there)
  else if (Temporal.Instant.compare(row.created_at, started.subtract({ hours: 25 })) < 0)
    await door.inOrganization(organization_id, async (ctx) =>
      ctx.db.send({
        text: `update online_payments set status = 'canceled', version = version + 1, updated_at = $3
               where organization_id = $1 and id = $2 and status = 'opening'`,
        parameters: [organization_id, row.id, ctx.now.toString()],
      }),
    )
  const after = await door.inOrganization(organization_id, (ctx) => findRow(ctx, row.id))
  if (!after || after.status === row.status) return
  const about = { ...named, stripe_id: after.stripe_payment_intent_id ?? after.stripe_checkout_id }
  found.drifts.push({ ...about, kind: 'behind', ours: row.status, at_stripe: after.status, is_mended: true })
}

/** Refunds that we began and Stripe may never have heard of: looked for there, and asked for when they are not. */
async function sendLostRefunds(
  door: Reconciling,
  organization_id: string,
  started: Temporal.Instant,
  found: Found,
): Promise<void> {
  const lost: TextQuery<{ refund_id: string; online_payment_id: string }> = {
    text: `select o.refund_id, o.online_payment_id
           from online_refunds o join refunds r on r.organization_id = o.organization_id and r.id = o.refund_id
           where o.organization_id = $1 and o.stripe_refund_id is null and r.status = 'pending' and o.created_at < $2`,
    parameters: [organization_id, started.subtract(settling).toString()],
  }
  for (const { refund_id, online_payment_id } of await door.inOrganization(organization_id, (ctx) =>
    ctx.db.all(lost),
  )) {
    await syncPayment(door, { organization_id, online_payment_id })
    const still = await door.inOrganization(organization_id, async (ctx) => ({
      is_lost: (await ctx.db.all(lost)).some((each) => each.refund_id === refund_id),
      row: (await findRow(ctx, online_payment_id))!,
      refund: await getRefund(ctx, refund_id),
    }))
    const after = still.is_lost ? await askForRefund(door, { organization_id, ...still }) : still.refund
    const about = { organization_id, online_payment_id, stripe_id: still.row.stripe_payment_intent_id }
    found.drifts.push({ ...about, kind: 'behind', ours: 'pending', at_stripe: after.status, is_mended: true })
  }
}

function write(pool: Pool, text: string, parameters: unknown[]): Promise<void> {
  return transact(pool, undefined, async (tx) => tx.send({ text, parameters }))
}
