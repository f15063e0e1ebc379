import { type Subscriber, subscribers } from '#db/demo/subscribers.ts'
import { getInvoice } from '#modules/invoices/queries.ts'
import { recordPayment } from '#modules/payments/record-payment.ts'
import { continueRun } from '#modules/renewals/continue-run.ts'
import { startRun } from '#modules/renewals/start-run.ts'
import { cancelSubscription } from '#modules/subscriptions/cancel-subscription.ts'
import { changeSubscription } from '#modules/subscriptions/change-subscription.ts'
import { createSubscription } from '#modules/subscriptions/create-subscription.ts'
import { pauseSubscription } from '#modules/subscriptions/pause-subscription.ts'
import { updateBillingRules } from '#modules/subscriptions/update-billing-rules.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import type { As, Scene } from './demo-story.ts'

type Time = Temporal.ZonedDateTime
type MakeScene = (at: Time, happen: (ctx: Context) => Promise<unknown>) => Scene[]
type Stage = { as: As; customer_ids: string[]; today: Time; ids: Map<number, string> }

const longest = Math.max(...subscribers.map(({ months }) => months))

/**
 * Half a year of subscriptions: a run bills them on the first of each month and most pay; one gets more seats, one goes
 * up a plan, one stops for a while, one has said that it will end, one owes its last bills, one never paid and is paused for
 * it, one tries things out, and
 * one gets a single bill for two, which lies among the drafts.
 */
export function demoSubscriptions(as: As, customer_ids: string[], today: Time): Scene[] {
  const stage: Stage = { as, customer_ids, today, ids: new Map() }
  const first = (months_ago: number) => today.subtract({ months: months_ago }).with({ day: 1 })
  const idOf = (index: number) => stage.ids.get(index)!
  const scene: MakeScene = (at, happen) =>
    Temporal.ZonedDateTime.compare(at, today) < 0 ? [{ at, happen: async () => void (await happen(as(at))) }] : []
  const months = Array.from({ length: longest + 1 }, (_, n) => first(n))
  return [
    ...scene(first(longest).add({ hours: 9 }), (ctx) => updateBillingRules(ctx, { paused_after_days: 60 })),
    ...subscribers.flatMap((who, n) =>
      scene(first(who.months).add({ hours: 10, minutes: n }), (ctx) => subscribe(ctx, stage, who)),
    ),
    ...months.slice(0, -1).flatMap((at) => scene(at.add({ minutes: 10 }), run)),
    ...months.flatMap((month, n) =>
      subscribers.flatMap((who) =>
        who.owes_all || (who.owes_last && n <= 2)
          ? []
          : scene(month.add({ days: who.pays_after_days, hours: 11, minutes: who.index }), (ctx) =>
              pay(ctx, stage, who),
            ),
      ),
    ),
    ...scene(first(2).add({ days: 16, hours: 14 }), (ctx) => changeSubscription(ctx, idOf(1), { quantity: 9 })),
    ...scene(first(1).add({ days: 9, hours: 15 }), async (ctx) =>
      changeSubscription(ctx, idOf(5), { price_id: await priceOf(ctx, 'team', 'month'), quantity: 5 }),
    ),
    ...scene(first(1).add({ days: 20, hours: 9 }), (ctx) => pauseSubscription(ctx, idOf(11))),
    ...scene(today.subtract({ days: 3 }).add({ hours: 16 }), (ctx) =>
      cancelSubscription(ctx, idOf(2), { when: 'period_end', reason: 'The project is over at the end of the month' }),
    ),
    ...scene(today.subtract({ days: 6 }).add({ hours: 11 }), async (ctx) =>
      createSubscription(ctx, {
        customer_id: customer_ids[27]!,
        price_id: await priceOf(ctx, 'team', 'month'),
        quantity: 3,
      }),
    ),
    ...consolidated(stage, scene),
  ]
}

/** One of two offices: their trials ended yesterday, and both are on one draft that is issued in a week. */
function consolidated({ customer_ids, today }: Stage, scene: MakeScene): Scene[] {
  const yesterday = today.subtract({ days: 1 })
  const trial_end_date = yesterday.toPlainDate().toString()
  return [
    ...scene(today.subtract({ days: 15 }).add({ hours: 10 }), async (ctx) => {
      for (const [plan, quantity] of [
        ['team', 5],
        ['starter', 1],
      ] as const)
        await createSubscription(ctx, {
          customer_id: customer_ids[29]!,
          price_id: await priceOf(ctx, plan, 'month'),
          quantity,
          trial_end_date,
        })
    }),
    ...scene(yesterday.add({ minutes: 5 }), (ctx) =>
      updateBillingRules(ctx, { invoice_grouping: 'per_customer', draft_days: 7 }),
    ),
    ...scene(yesterday.add({ minutes: 20 }), run),
  ]
}

async function subscribe(ctx: Context, { customer_ids, ids }: Stage, who: Subscriber): Promise<void> {
  const { index, plan, interval, quantity = 1, coupon_code, add_on } = who
  const { id } = await createSubscription(ctx, {
    customer_id: customer_ids[index]!,
    price_id: await priceOf(ctx, plan, interval),
    quantity,
    trial_end_date: null,
    ...(coupon_code && { coupon_code }),
    ...(add_on && { add_ons: [{ price_id: await priceOf(ctx, add_on, interval) }] }),
  })
  ids.set(index, id)
}

const system = { kind: 'system', id: null, name: 'NexusCore' } as const

/** The run of the night, in the transaction of the story. */
async function run(ctx: Context): Promise<void> {
  const nightly: Context = { ...ctx, actor: system }
  const { id } = await startRun(nightly, {})
  await continueRun((work) => work(nightly), id)
}

/** Whatever this subscriber owes by now. */
async function pay(ctx: Context, { ids }: Stage, { index }: Subscriber): Promise<void> {
  const open: TextQuery<{ invoice_id: string }> = {
    text: `select distinct p.invoice_id from subscription_periods p
           join invoices i on i.organization_id = p.organization_id and i.id = p.invoice_id
           where p.organization_id = $1 and p.subscription_id = $2 and i.status = 'open'`,
    parameters: [ctx.organization_id, ids.get(index) ?? null],
  }
  for (const { invoice_id } of await ctx.db.all(open)) {
    const { amount_due_cents, number } = await getInvoice(ctx, invoice_id)
    await recordPayment(ctx, { invoice_id, amount_cents: amount_due_cents, method: 'paynow', reference: number })
  }
}

/** The newest price of a plan that does not go by use. */
async function priceOf(ctx: Context, code: string, interval: 'month' | 'year'): Promise<string> {
  const price: TextQuery<{ id: string }> = {
    text: `select r.id from prices r join plans p on p.organization_id = r.organization_id and p.id = r.plan_id
           where r.organization_id = $1 and p.code = $2 and r.billing_interval = $3 and r.meter_id is null
           order by r.id desc limit 1`,
    parameters: [ctx.organization_id, code, interval],
  }
  return (await ctx.db.one(price)).id
}
