import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import { issueInvoice } from '#modules/invoices/issue-invoice.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { subscriptionChanged, subscriptionChangeScheduled } from './events.ts'
import { giveCredit } from './give-credit.ts'
import { type LockedSubscription, lockSubscription } from './lock-subscription.ts'
import { getSubscription } from './queries.ts'
import { refuseSharedMeter } from './refuse-shared-meter.ts'
import { periodStart } from './rules.ts'
import type { Change, Changed } from './change-schemas.ts'
import { type WorkedOut, workOutChange } from './work-out-change.ts'

/** Moves a subscription to another price or number of seats: now, prorated to the cent, or with its renewal. */
export async function changeSubscription(ctx: Context, id: string, change: Change): Promise<Changed> {
  const locked = await lockSubscription(ctx, id)
  const before = await getSubscription(ctx, id)
  const worked = await workOutChange(ctx, locked, change)
  const isNow = worked.preview.when !== 'period_end'
  const invoice_id = isNow ? await chargeDifference(ctx, locked, worked) : null
  if (isNow) takeEffect(ctx, locked, worked, invoice_id)
  else schedule(ctx, locked, worked)
  if (worked.to.meter_id) await refuseSharedMeter(ctx, [id])
  const subscription = await getSubscription(ctx, id)
  const event = isNow ? subscriptionChanged : subscriptionChangeScheduled
  recordEvent(ctx, event, subscription, changesBetween(before, subscription))
  return { subscription, preview: worked.preview, invoice_id }
}

async function chargeDifference(
  ctx: Context,
  { id, customer_id }: LockedSubscription,
  { preview, line, to }: WorkedOut,
): Promise<string | null> {
  if (preview.net_cents < 0) giveCredit(ctx, id, -preview.net_cents, `unused time before ${to.plan_name}`)
  if (!line) return null
  if (preview.charge === 'next_invoice') {
    ctx.db.send(
      db.insertInto('subscription_charges').values({
        ...line,
        organization_id: ctx.organization_id,
        id: newId(),
        subscription_id: id,
        kind: 'proration',
        created_at: ctx.now.toString(),
      }),
    )
    return null
  }
  const invoice = await issueInvoice(ctx, { customer_id, subscription_ids: [id], lines: [line] })
  if (preview.credit_used_cents) giveCredit(ctx, id, -preview.credit_used_cents, 'invoice', invoice.id)
  return invoice.id
}

function takeEffect(ctx: Context, locked: LockedSubscription, worked: WorkedOut, invoice_id: string | null): void {
  const { to, preview, anchor_date } = worked
  const isNewAnchor = preview.when === 'now_new_anchor'
  const end_date = periodStart(locked.today, to.interval_months, 1)
  const period = isNewAnchor && {
    anchor_date,
    period_index: 0,
    current_period_start_date: locked.today,
    current_period_end_date: end_date,
    next_invoice_date: end_date,
  }
  ctx.db.send(
    db
      .updateTable('subscriptions')
      .set((set) => ({
        price_id: to.price_id,
        quantity: to.quantity,
        pending_price_id: null,
        pending_quantity: null,
        ...period,
        version: set('version', '+', 1),
        updated_at: ctx.now.toString(),
      }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', locked.id),
  )
  if (isNewAnchor) cutPeriod(ctx, locked, worked, end_date, invoice_id)
}

/** The period that runs ends today and another begins: periods that were billed never overlap. */
function cutPeriod(
  ctx: Context,
  { id, today, current_period_start_date }: LockedSubscription,
  { to, preview }: WorkedOut,
  to_date: string,
  invoice_id: string | null,
): void {
  const isSameDay = today === current_period_start_date
  ctx.db.send(
    db
      .updateTable('subscription_periods')
      .set({ to_date: isSameDay ? to_date : today })
      .where('organization_id', '=', ctx.organization_id)
      .where('subscription_id', '=', id)
      .where('from_date', '=', current_period_start_date),
  )
  if (isSameDay) return
  const charged = preview.lines.find(({ kind }) => kind === 'charge')
  ctx.db.send(
    db.insertInto('subscription_periods').values({
      organization_id: ctx.organization_id,
      subscription_id: id,
      from_date: today,
      to_date,
      price_id: to.price_id,
      quantity: to.quantity,
      amount_cents: charged?.amount_cents ?? 0,
      invoice_id,
      created_at: ctx.now.toString(),
    }),
  )
}

/** Asking for the present terms takes back what was scheduled. */
function schedule(ctx: Context, locked: LockedSubscription, { to }: WorkedOut): void {
  const isSame = to.price_id === locked.price_id && to.quantity === locked.quantity
  ctx.db.send(
    db
      .updateTable('subscriptions')
      .set((set) => ({
        pending_price_id: isSame ? null : to.price_id,
        pending_quantity: isSame ? null : to.quantity,
        version: set('version', '+', 1),
        updated_at: ctx.now.toString(),
      }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', locked.id),
  )
}
