import { catalogue, customers, type Habit } from '#db/demo/merlion-cloud.ts'
import { createDraft } from '#modules/invoices/create-draft.ts'
import { issueInvoice } from '#modules/invoices/issue-invoice.ts'
import { getInvoice } from '#modules/invoices/queries.ts'
import type { Invoice, NewLine } from '#modules/invoices/schemas.ts'
import { voidInvoice } from '#modules/invoices/void-invoice.ts'
import { recordPayment } from '#modules/payments/record-payment.ts'
import type { Context } from '#platform/context.ts'

export type Random = () => number
export type As = (now: Temporal.ZonedDateTime) => Context
type Story = {
  owner: As
  bookkeeper: As
  customer_ids: string[]
  today: Temporal.ZonedDateTime
  random: Random
  /** What others tell of the same time. */
  scenes: Scene[]
}
/** Something that happens at its time; told in order, so that numbers, events and ids are in order too. */
export type Scene = { at: Temporal.ZonedDateTime; happen: () => Promise<void> }

const invoiceCount = 300
const months = 18

/** mulberry32: small, good enough for a story, and the same numbers everywhere. */
export function seededRandom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Eighteen growing months: invoices, payments by each customer's habit, a few voids, and drafts left for today. */
export async function demoStory(story: Story): Promise<void> {
  // The list itself, not a copy: what a scene adds must be found in it.
  const scenes = planInvoices(story)
  scenes.push(...story.scenes)
  // Scenes add scenes (an invoice brings its payments), so the earliest is looked for each time.
  while (scenes.length) {
    const next = scenes.reduce((first, scene, i) => (isBefore(scene, scenes[first]!) ? i : first), 0)
    const [scene] = scenes.splice(next, 1)
    await scene!.happen()
  }
  await leaveDrafts(story)
}

const isBefore = (a: Scene, b: Scene): boolean => Temporal.ZonedDateTime.compare(a.at, b.at) < 0
const between = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low + 1))

function planInvoices(story: Story): Scene[] {
  const { today, random, customer_ids } = story
  const days = Math.floor(today.since(today.subtract({ months }), { largestUnit: 'day' }).days)
  const scenes: Scene[] = []
  const add = (scene: Scene) => void scenes.push(scene)
  for (let i = 0; i < invoiceCount; i++) {
    // The square root lets business grow: more invoices fall into later months.
    const day = Math.floor(Math.sqrt((i + random()) / invoiceCount) * (days - 1))
    const at = today
      .subtract({ days: days - 1 - day })
      .add({ hours: between(random, 9, 17), minutes: between(random, 0, 59) })
    const index = between(random, 0, customer_ids.length - 1)
    add({ at, happen: () => bill(story, index, at, i, add) })
  }
  return scenes
}

async function bill(story: Story, index: number, at: Temporal.ZonedDateTime, i: number, add: (scene: Scene) => void) {
  const { owner, bookkeeper, customer_ids, today, random } = story
  const { habit, place } = customers[index]!
  const input = {
    customer_id: customer_ids[index]!,
    reference: random() < 0.5 ? `PO-${10_000 + i}` : null,
    lines: linesFor(random, place[2]),
  }
  const invoice = await issueInvoice(bookkeeper(at), input)
  if (i % 71 === 40) {
    const later = at.add({ hours: 2 })
    if (isPast(later, today)) await voidInvoice(owner(later), invoice.id, { reason: 'Billed twice for the same month' })
    return
  }
  for (const { amount_cents, days } of instalments(habit, random, invoice)) {
    const paid = at.add({ days, hours: 1 })
    if (isPast(paid, today)) add({ at: paid, happen: () => pay(bookkeeper(paid), invoice, amount_cents, random) })
  }
}

const isPast = (at: Temporal.ZonedDateTime, today: Temporal.ZonedDateTime): boolean =>
  Temporal.ZonedDateTime.compare(at, today) < 0

function linesFor(random: Random, country: string | undefined): NewLine[] {
  const first = between(random, 0, catalogue.length - 1)
  return Array.from({ length: between(random, 1, 4) }, (_, i) => {
    const { description, unit, unit_price_cents, quantities } = catalogue[(first + i * 3) % catalogue.length]!
    const quantity = between(random, quantities[0], quantities[1])
    return {
      description,
      unit,
      unit_price_cents,
      quantity: unit === 'hour' && random() < 0.4 ? `${quantity}.5` : String(quantity),
      // International services are zero-rated.
      gst_code: country ? 'ZR' : 'SR',
      ...(random() < 0.08 && { discount_cents: Math.floor((unit_price_cents * quantity) / 10) }),
    }
  })
}

type Instalment = { amount_cents: number; days: number }

function instalments(
  habit: Habit,
  random: Random,
  { issue_date, due_date, total_amount_cents }: Invoice,
): Instalment[] {
  const terms = Temporal.PlainDate.from(issue_date).until(due_date).days
  const half = Math.round(total_amount_cents / 2)
  switch (habit) {
    case 'prompt':
      return [{ amount_cents: total_amount_cents, days: between(random, 2, terms) }]
    case 'slow':
      return random() < 0.06 ? [] : [{ amount_cents: total_amount_cents, days: terms + between(random, 3, 62) }]
    case 'part': {
      const rest = { amount_cents: total_amount_cents - half, days: terms + between(random, 20, 70) }
      return [{ amount_cents: half, days: terms + between(random, -3, 10) }, ...(random() < 0.75 ? [rest] : [])]
    }
    default:
      return habit satisfies never
  }
}

const methods = ['paynow', 'paynow', 'paynow', 'bank_transfer', 'bank_transfer', 'cheque'] as const

/** At most what is due by then: some of it may have been credited, given up or paid otherwise. */
async function pay(ctx: Context, { id, number }: Invoice, wanted_cents: number, random: Random): Promise<void> {
  const method = methods[between(random, 0, methods.length - 1)]!
  const reference = method === 'paynow' ? number : null
  const { status, amount_due_cents } = await getInvoice(ctx, id)
  const amount_cents = Math.min(wanted_cents, amount_due_cents)
  if (status === 'open') await recordPayment(ctx, { invoice_id: id, amount_cents, method, reference })
}

async function leaveDrafts({ bookkeeper, customer_ids, today, random }: Story): Promise<void> {
  for (const index of [0, 5, 12]) {
    const at = today.subtract({ days: 1 }).add({ hours: 15, minutes: index })
    const lines = linesFor(random, undefined)
    await createDraft(bookkeeper(at), { customer_id: customer_ids[index]!, reference: 'December work', lines })
  }
}
