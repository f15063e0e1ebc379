import { getInvoice } from '#modules/invoices/queries.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import type { Row } from './queries.ts'
import type { Status } from './rules.ts'
import { nextTry } from './rules.ts'

export type Collection = {
  invoice_id: string
  customer_id: string
  status: 'due' | 'charging' | 'collected' | 'stopped'
  stop_reason: StopReason | null
  tries: number
  first_tried_at: string | null
  next_try_at: string | null
  online_payment_id: string | null
  updated_at: string
}
export type StopReason = 'hard_decline' | 'used_up' | 'settled' | 'no_card' | 'by_hand' | 'disputed'
export const collectionColumns = `invoice_id, customer_id, status, stop_reason, tries, first_tried_at, next_try_at,
  online_payment_id, updated_at`

export function lockCollection(ctx: Context, invoice_id: string): Promise<Collection | undefined> {
  const query: TextQuery<Collection> = {
    text: `select ${collectionColumns} from card_collections where organization_id = $1 and invoice_id = $2 for update`,
    parameters: [ctx.organization_id, invoice_id],
  }
  return ctx.db.find(query)
}

/**
 * Ends the tries of an invoice that was not collected. A charge that is under way is not taken back: it may still collect
 * it, but nothing follows where it fails.
 */
export function stopCollection(ctx: Context, invoice_id: string, reason: StopReason): void {
  ctx.db.send({
    text: `update card_collections set status = 'stopped', stop_reason = $3, next_try_at = null, updated_at = $4
           where organization_id = $1 and invoice_id = $2 and status in ('due', 'charging')`,
    parameters: [ctx.organization_id, invoice_id, reason, ctx.now.toString()],
  })
}

/** The same for all that the organisation has, when it charges no cards any more. */
export function stopAllCollections(ctx: Context): void {
  ctx.db.send({
    text: `update card_collections set status = 'stopped', stop_reason = 'by_hand', next_try_at = null, updated_at = $2
           where organization_id = $1 and status in ('due', 'charging')`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  })
}

/** Paid, credited, voided or written off: whatever day the next try had, there is none. */
export async function stopWhenSettled(ctx: Context, invoice_id: string): Promise<void> {
  const { status } = await getInvoice(ctx, invoice_id)
  if (status !== 'open') stopCollection(ctx, invoice_id, 'settled')
}

/** The open dispute of an invoice, or of a collection's; $1 is the organisation. */
export const openDispute = (alias: string, column = 'id') =>
  `select from invoice_disputes d where d.organization_id = $1 and d.invoice_id = ${alias}.${column} and d.resolved_at is null`

export async function isDisputed(ctx: Context, invoice_id: string): Promise<boolean> {
  const query: TextQuery<{ is_disputed: boolean }> = {
    text: `select exists (${openDispute('i', 'invoice_id')}) as is_disputed from (select $2::uuid as invoice_id) i`,
    parameters: [ctx.organization_id, invoice_id],
  }
  return (await ctx.db.find(query))!.is_disputed
}

/** A new card is tried at once on what an older one could not pay and nobody disputes, and has all its tries. */
export function beginAgain(ctx: Context, customer_id: string): void {
  ctx.db.send({
    text: `update card_collections k set status = 'due', stop_reason = null, tries = 0, first_tried_at = null,
             next_try_at = $3, told_at = null, updated_at = $3
           where k.organization_id = $1 and k.customer_id = $2
             and (k.status = 'due' or k.stop_reason in ('hard_decline', 'used_up', 'no_card'))
             and not exists (${openDispute('k', 'invoice_id')})`,
    parameters: [ctx.organization_id, customer_id, ctx.now.toString()],
  })
}

/** A try of which Stripe never heard is none. */
export function tryAgain(ctx: Context, { id, invoice_id }: Row): void {
  ctx.db.send({
    text: `update card_collections set status = 'due', next_try_at = $4, online_payment_id = null, tries = tries - 1, updated_at = $4
           where organization_id = $1 and invoice_id = $2 and online_payment_id = $3 and status = 'charging'`,
    parameters: [ctx.organization_id, invoice_id, id, ctx.now.toString()],
  })
}

/**
 * What a charge of a saved card leads to, in the transaction that writes how it went. One that was declined for good
 * ends the tries, whoever charged; otherwise only the try itself sets the day of the next.
 */
export async function afterCharge(
  ctx: Context,
  row: Row,
  { status, is_hard_decline }: { status: Status; is_hard_decline: boolean },
): Promise<void> {
  if (row.kind !== 'saved_card' || (status !== 'succeeded' && status !== 'failed')) return
  const collection = await lockCollection(ctx, row.invoice_id)
  if (!collection || collection.status === 'collected') return
  const write = (to: Collection['status'], reason: StopReason | null, next: Temporal.Instant | null) =>
    ctx.db.send({
      text: `update card_collections set status = $3, stop_reason = $4, next_try_at = $5, updated_at = $6
             where organization_id = $1 and invoice_id = $2`,
      parameters: [ctx.organization_id, row.invoice_id, to, reason, next?.toString() ?? null, ctx.now.toString()],
    })
  if (status === 'succeeded') return write('collected', null, null)
  if (collection.status === 'stopped') return undefined
  if (is_hard_decline) return write('stopped', 'hard_decline', null)
  if (collection.status !== 'charging' || collection.online_payment_id !== row.id) return undefined
  const next = nextTry(collection, await retryDaysOf(ctx))
  return next ? write('due', null, next) : write('stopped', 'used_up', null)
}

async function retryDaysOf(ctx: Context): Promise<number[]> {
  const query: TextQuery<{ retry_days: number[] }> = {
    text: 'select retry_days from stripe_connections where organization_id = $1',
    parameters: [ctx.organization_id],
  }
  return (await ctx.db.find(query))?.retry_days ?? []
}
