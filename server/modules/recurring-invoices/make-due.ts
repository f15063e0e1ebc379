import { recordEvent } from '#modules/events/record-event.ts'
import type { Context, InTransaction } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { Problem, type ProblemField } from '#platform/errors.ts'
import { queueJob } from '#platform/jobs.ts'
import { recurringInvoiceHeld } from './events.ts'
import { makeRecurringInvoices } from './jobs.ts'
import { makeNext } from './make-next.ts'
import { getRecurringInvoice } from './queries.ts'
import type { HeldReason } from './schemas.ts'

/** One organisation's turn of the hourly look: its work is a job of its own, so that nobody's trouble stops another. */
export async function queueDue(ctx: Context): Promise<void> {
  const [due] = await ctx.db.all(dueQuery(ctx, null, 1))
  if (due) queueJob(ctx, makeRecurringInvoices, { organization_id: ctx.organization_id })
}

/**
 * Makes all that is due, one date in each transaction, so that a crash loses at most one that never happened and nothing
 * waits long for another. What was missed is made one after the other.
 */
export async function makeDue(transact: InTransaction, batch_size = 100): Promise<void> {
  for (let after: string | null = null; ;) {
    const place = after
    const batch: { id: string }[] = await transact((ctx) => ctx.db.all(dueQuery(ctx, place, batch_size)))
    for (const { id } of batch) while (await makeOrHold(transact, id));
    if (batch.length < batch_size) return
    after = batch.at(-1)!.id
  }
}

function dueQuery(ctx: Context, after: string | null, limit: number): TextQuery<{ id: string }> {
  return {
    text: `select r.id from recurring_invoices r
           where r.organization_id = $1 and r.status = 'active' and r.next_date <= (
               select ($2::timestamptz at time zone timezone)::date from organizations where organization_id = $1)
             and ($3::uuid is null or r.id > $3::uuid)
           order by r.id limit ${limit}`,
    parameters: [ctx.organization_id, ctx.now.toString(), after],
  }
}

async function makeOrHold(transact: InTransaction, id: string): Promise<boolean> {
  try {
    return await transact((ctx) => makeNext(ctx, id))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await transact((ctx) => hold(ctx, id, error))
    return false
  }
}

/** It stays due and says why, until that is mended, or it is paused or ended. */
async function hold(ctx: Context, id: string, problem: Problem): Promise<void> {
  const held: TextQuery<{ id: string }> = {
    text: `update recurring_invoices r set held_reason = $3, held_detail = $4, updated_at = $5
           from organizations o
           where o.organization_id = r.organization_id and r.organization_id = $1 and r.id = $2 and r.status = 'active'
             and r.next_date <= ($5::timestamptz at time zone o.timezone)::date
             and (r.held_reason, r.held_detail) is distinct from ($3, $4)
           returning r.id`,
    parameters: [ctx.organization_id, id, reasonOf(problem), detailOf(problem), ctx.now.toString()],
  }
  if (await ctx.db.find(held)) recordEvent(ctx, recurringInvoiceHeld, await getRecurringInvoice(ctx, id))
}

function reasonOf({ code, fields = [] }: Problem): HeldReason {
  if (code === 'invoices.limit_reached') return 'limit_reached'
  if (fields.some((field) => field.code === 'archived')) return 'customer_archived'
  return fields.every(({ pointer }) => pointer === '/customer_id') ? 'customer_address_missing' : 'incomplete'
}

const detailOf = ({ message, fields }: Problem): string => fields?.map(sentence).join(' ') ?? message

function sentence({ pointer, detail }: ProblemField): string {
  const line = /^\/lines\/(\d+)/.exec(pointer)?.[1]
  return line === undefined ? detail : `Line ${Number(line) + 1}: ${detail}`
}
