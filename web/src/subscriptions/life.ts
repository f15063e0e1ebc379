import type { Event } from '#modules/events/schemas.ts'
import type { InvoiceSummary } from '#modules/invoices/schemas.ts'
import type { Payment } from '#modules/payments/schemas.ts'
import type { SubscriptionPeriodList } from '#modules/subscriptions/billed-schemas.ts'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { lastDay, periodWords, seatWords } from '#web/subscriptions/words.ts'

export type Period = SubscriptionPeriodList['data'][number]
export type Facts = {
  subscription: Subscription
  periods: Period[]
  invoices: InvoiceSummary[]
  payments: Payment[]
  events: Event[]
  today: string
}

export type Tone = 'plain' | 'good' | 'bad' | 'rest' | 'end'
export type Moment = {
  id: string
  /** Which row of the drawing it stands in. */
  row: 'change' | 'invoice' | 'payment'
  date: string
  title: string
  note: string
  tone: Tone
  invoice_id?: string
}
/** A stretch of the bar; `to` is the day after the last. */
export type Stretch = {
  kind: 'trial' | 'period' | 'pause'
  from: string
  to: string
  label: string
  words: string
  invoice_id?: string
}
export type Life = { from: string; to: string; stretches: Stretch[]; moments: Moment[] }

/** All that happened to a subscription, in the order of its days. */
export function lifeOf(facts: Facts): Life {
  const { subscription, today } = facts
  const { start_date, current_period_end_date, ended_date } = subscription
  const moments = [...changesOf(facts), ...facts.invoices.map(invoiceMoment), ...paymentsOf(facts)]
  return {
    from: [start_date, ...moments.map(({ date }) => date)].toSorted()[0] ?? start_date,
    to: [ended_date ?? current_period_end_date, today, ...moments.map(({ date }) => date)].toSorted().at(-1) ?? today,
    stretches: stretchesOf(facts).flatMap((stretch) => until(ended_date, stretch)),
    moments: moments.toSorted((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0)),
  }
}

/** A period that was cut short by the end is drawn as long as it was. */
function until(ended_date: string | null, stretch: Stretch): Stretch[] {
  if (!ended_date || stretch.to <= ended_date) return [stretch]
  return stretch.from < ended_date ? [{ ...stretch, to: ended_date }] : []
}

function stretchesOf({ subscription, periods, events, today }: Facts): Stretch[] {
  const { start_date, trial_end_date, plan } = subscription
  const first = periods[0]?.from_date
  const trial: Stretch[] =
    trial_end_date && (!first || first >= trial_end_date)
      ? [
          {
            kind: 'trial',
            from: start_date,
            to: endOfTrial(subscription),
            label: 'Trial',
            words: `Trial of ${plan.name}, ${periodWords(start_date, endOfTrial(subscription))}`,
          },
        ]
      : []
  return [
    ...trial,
    ...periods.map((period): Stretch => {
      const { from_date, to_date, plan_name, quantity, invoice_id } = period
      const seats = quantity > 1 ? `${plan_name} × ${quantity}` : plan_name
      return {
        kind: 'period',
        from: from_date,
        to: to_date,
        label: seats,
        words: `${seats}, ${periodWords(from_date, to_date)}, ${billedWords(period)}`,
        ...(invoice_id && { invoice_id }),
      }
    }),
    ...pausesOf(events, subscription.ended_date ?? today),
  ]
}

function billedWords({ amount_cents, issues_on_date, is_waived }: Period): string {
  if (is_waived) return 'not billed'
  const amount = `${formatMoney(amount_cents)} before GST`
  return issues_on_date ? `${amount}, a draft until ${formatDate(issues_on_date)}` : amount
}

/** Who cancels in the trial has had less of it. */
const endOfTrial = ({ trial_end_date, ended_date, current_period_end_date }: Subscription) =>
  [trial_end_date ?? current_period_end_date, ended_date].filter((day) => day !== null).toSorted()[0] ?? ''

function pausesOf(events: Event[], until: string): Stretch[] {
  const turns = events
    .filter(({ name }) => /^subscription\.(paused|resumed|recovered|past_due|unpaid|canceled)$/.test(name))
    .toSorted((one, other) => Date.parse(one.created_at) - Date.parse(other.created_at))
  return turns.flatMap((turn, index): Stretch[] => {
    if (turn.name !== 'subscription.paused') return []
    const from = dayOf(turn.created_at)
    const next = turns[index + 1]
    const to = next ? dayOf(next.created_at) : until
    return from < to ? [{ kind: 'pause', from, to, label: 'Paused', words: `Paused, ${periodWords(from, to)}` }] : []
  })
}

const tones: Record<string, Tone> = {
  paused: 'rest',
  past_due: 'bad',
  unpaid: 'bad',
  recovered: 'good',
  activated: 'good',
  canceled: 'end',
  cancellation_scheduled: 'end',
}

function changesOf({ events, subscription }: Facts): Moment[] {
  const told = events
    .filter(({ name }) => name.startsWith('subscription.'))
    .map((event): Moment => {
      const verb = event.name.replace('subscription.', '')
      const by = event.actor_name ? `by ${event.actor_name}` : ''
      return {
        id: event.id,
        row: 'change',
        date: dayOf(event.created_at),
        title: titles[verb]?.(event) ?? verb.replaceAll('_', ' '),
        note: [remarkOf(event), by].filter(Boolean).join(' · '),
        tone: tones[verb] ?? 'plain',
      }
    })
  return told.length > 0 ? told : knownFrom(subscription)
}

/** Who may not read events still sees what the subscription itself tells. */
function knownFrom({ start_date, ended_date, paused_at, plan, cancel_reason }: Subscription): Moment[] {
  const moment = (id: string, date: string, title: string, tone: Tone, note = ''): Moment => ({
    id,
    row: 'change',
    date,
    title,
    tone,
    note,
  })
  return [
    moment('start', start_date, `Subscribed to ${plan.name}`, 'plain'),
    ...(paused_at ? [moment('pause', dayOf(paused_at), 'Paused', 'rest')] : []),
    ...(ended_date ? [moment('end', ended_date, 'Ended', 'end', cancel_reason ?? '')] : []),
  ]
}

const titles: Record<string, (event: Event) => string> = {
  created: ({ data }) => `Subscribed to ${nameIn(data.plan)}`,
  activated: () => 'Trial became paid',
  changed: ({ changes, data }) => changeWords(changes, data),
  change_scheduled: ({ data }) =>
    data.pending_change ? `To change to ${textIn(data.pending_change, 'plan_name')} at renewal` : 'Change taken back',
  cancellation_scheduled: ({ data }) => `Cancelled to end on ${lastDay(String(data.current_period_end_date))}`,
  canceled: () => 'Ended',
  paused: ({ data }) => (data.pause_reason === 'unpaid' ? 'Paused: unpaid for too long' : 'Paused'),
  resumed: () => 'Resumed',
  past_due: () => 'Past due',
  unpaid: () => 'Unpaid: renewals stopped',
  recovered: () => 'Paid again',
  add_on_added: () => 'Add-on added',
  add_on_removed: () => 'Add-on removed',
  period_waived: () => 'Period not billed: its draft was deleted',
  renewal_notice_sent: ({ data }) =>
    `Customer told that the term ends on ${lastDay(String(data.minimum_term_end_date))}`,
}

function changeWords(changes: Event['changes'], data: Event['data']): string {
  const plan = changes?.plan
  if (plan && nameIn(plan.before) !== nameIn(plan.after))
    return `Changed from ${nameIn(plan.before)} to ${nameIn(plan.after)}`
  const seats = changes?.quantity
  if (seats && !changes.price_id)
    return `From ${String(seats.before)} to ${seatWords({ model: 'per_seat', meter_id: null }, Number(seats.after))}`
  return `Changed to another price of ${nameIn(data.plan)}`
}

function remarkOf({ name, data }: Event): string {
  return /\.(canceled|cancellation_scheduled)$/.test(name) && typeof data.cancel_reason === 'string'
    ? `“${data.cancel_reason}”`
    : ''
}

function invoiceMoment(invoice: InvoiceSummary): Moment {
  const { id, number, issue_date, due_date, total_amount_cents, amount_due_cents, status, is_overdue } = invoice
  const state =
    status === 'open'
      ? is_overdue
        ? `${formatMoney(amount_due_cents)} overdue since ${formatDate(due_date)}`
        : `${formatMoney(amount_due_cents)} due ${formatDate(due_date)}`
      : status
  return {
    id,
    row: 'invoice',
    date: issue_date,
    title: `${number} for ${formatMoney(total_amount_cents)}`,
    note: state,
    tone: status === 'paid' ? 'good' : status === 'open' ? (is_overdue ? 'bad' : 'plain') : 'rest',
    invoice_id: id,
  }
}

function paymentsOf({ payments, invoices }: Facts): Moment[] {
  const ours = new Set(invoices.map(({ id }) => id))
  return payments.flatMap(({ id, payment_date, allocations }) =>
    allocations
      .filter(({ invoice_id }) => ours.has(invoice_id))
      .map(({ invoice_id, invoice_number, amount_cents }): Moment => ({
        id: `${id}-${invoice_id}`,
        row: 'payment',
        date: payment_date,
        title: `${formatMoney(amount_cents)} received`,
        note: `for ${invoice_number}`,
        tone: 'good',
        invoice_id,
      })),
  )
}

const zone = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Singapore',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})
const dayOf = (instant: string) => zone.format(new Date(instant))

const textIn = (value: unknown, key: string): string => {
  const found: unknown = typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(key) : ''
  return typeof found === 'string' ? found : ''
}
const nameIn = (plan: unknown) => textIn(plan, 'name')
