import { recordEvent } from '#modules/events/record-event.ts'
import { issueDraft } from '#modules/invoices/issue-draft.ts'
import { markInvoiceSent } from '#modules/invoices/mark-invoice-sent.ts'
import { sendInvoice } from '#modules/invoices/send-invoice.ts'
import type { Actor, Context, InTransaction } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict, Problem } from '#platform/errors.ts'
import { getSending } from './chosen-queries.ts'
import { invoiceBatchCompleted } from './events.ts'
import { getInvoiceBatch } from './queries.ts'
import type { BatchAction } from './schemas.ts'

const attemptsMax = 5

/**
 * Does one document after the other, each in a transaction of its own that also settles its item: whatever dies loses
 * nothing and repeats nothing, and starting over is going on. What is refused is written down with the reason.
 */
export async function continueBatch(transact: InTransaction, id: string): Promise<void> {
  if (!(await transact((ctx) => begin(ctx, id)))) return
  for (let position: number | undefined = 0; position !== undefined;) {
    const at: Place = { position: 0 }
    position = await transact((ctx) => doNext(ctx, id, at)).catch(async (error: unknown) => {
      if (!(error instanceof Problem)) throw error
      await transact((ctx) => refuse(ctx, id, at.position, error))
      return at.position
    })
  }
  await transact((ctx) => end(ctx, id))
}

/** Where the work is, also when it throws. */
type Place = { position: number }

/** What fails without a reason that a person may read is tried a few times, and then set aside. */
async function begin(ctx: Context, id: string): Promise<boolean> {
  const query: TextQuery<{ attempts: number }> = {
    text: `update invoice_batches set attempts = attempts + 1
           where organization_id = $1 and id = $2 and status = 'running' returning attempts`,
    parameters: [ctx.organization_id, id],
  }
  const batch = await ctx.db.find(query)
  if (batch && batch.attempts > attemptsMax) {
    const stuck = await ctx.db.find(waitingQuery(ctx, id))
    if (stuck) await refuse(ctx, id, stuck.position, conflict('invoice_batches.stuck', stuckDetail))
  }
  return batch !== undefined
}

const stuckDetail = 'It failed again and again. Try it by itself; if that fails too, write to whoever runs NexusCore.'

type Locked = { action: BatchAction; includes_sent: boolean; started_by: Actor }
type Waiting = { position: number; document_id: string }

/** The batch is held while one of its documents is done: whoever cancels waits for that one, and no two do the same. */
async function doNext(ctx: Context, id: string, at: Place): Promise<number | undefined> {
  const locked: TextQuery<Locked> = {
    text: `select action, includes_sent, started_by from invoice_batches
           where organization_id = $1 and id = $2 and status = 'running' for update`,
    parameters: [ctx.organization_id, id],
  }
  const batch = await ctx.db.find(locked)
  const next = batch && (await ctx.db.find(waitingQuery(ctx, id)))
  if (!next) return undefined
  at.position = next.position
  const done = await perform({ ...ctx, actor: batch.started_by }, batch, next.document_id)
  ctx.db.send({
    text: `update invoice_batch_items set status = 'done', invoice_id = $4, number = coalesce($5, number),
             amount_cents = coalesce($6::bigint, amount_cents), settled_at = $7
           where organization_id = $1 and batch_id = $2 and position = $3 and status = 'waiting'`,
    parameters: [
      ctx.organization_id,
      id,
      next.position,
      done.invoice_id,
      done.number ?? null,
      done.amount_cents ?? null,
      ctx.now.toString(),
    ],
  })
  count(ctx, id, 'done_count')
  return next.position
}

const waitingQuery = (ctx: Context, id: string): TextQuery<Waiting> => ({
  text: `select position, document_id from invoice_batch_items
         where organization_id = $1 and batch_id = $2 and status = 'waiting' order by position limit 1`,
  parameters: [ctx.organization_id, id],
})

type Done = { invoice_id: string; number?: string; amount_cents?: number }

async function perform(ctx: Context, { action, includes_sent }: Locked, id: string): Promise<Done> {
  if (action === 'issue') {
    const invoice = await issueDraft(ctx, id)
    return { invoice_id: invoice.id, number: invoice.number, amount_cents: invoice.total_amount_cents }
  }
  if (action === 'mark_sent') await markInvoiceSent(ctx, id)
  else {
    await refuseUnwanted(ctx, id, includes_sent)
    await sendInvoice(ctx, id, {})
  }
  return { invoice_id: id }
}

/** By hand one may send again and try an address again; many at once would annoy many. */
async function refuseUnwanted(ctx: Context, id: string, includes_sent: boolean): Promise<void> {
  const sending = await getSending(ctx, id)
  if (sending?.is_sent && !includes_sent)
    throw conflict('invoice_batches.already_sent', 'It was sent before. Send it again from its own page.')
  if (sending?.is_returned)
    throw conflict(
      'invoice_batches.address_returned',
      `The last mail to ${sending.email} came back. Correct the address.`,
    )
}

async function refuse(ctx: Context, id: string, position: number, { code, message, fields }: Problem): Promise<void> {
  const [first] = fields ?? []
  const refused = await ctx.db.find({
    text: `update invoice_batch_items set status = 'refused', refusal_code = $4, refusal = $5, settled_at = $6
           where organization_id = $1 and batch_id = $2 and position = $3 and status = 'waiting' returning position`,
    parameters: [ctx.organization_id, id, position, code, first?.detail ?? message, ctx.now.toString()],
  })
  if (refused) count(ctx, id, 'refused_count')
}

function count(ctx: Context, id: string, column: 'done_count' | 'refused_count'): void {
  ctx.db.send({
    text: `update invoice_batches set ${column} = ${column} + 1, attempts = 0 where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id],
  })
}

async function end(ctx: Context, id: string): Promise<void> {
  const ended = await ctx.db.find({
    text: `update invoice_batches set status = 'completed', ended_at = $3
           where organization_id = $1 and id = $2 and status = 'running' returning id`,
    parameters: [ctx.organization_id, id, ctx.now.toString()],
  })
  if (ended) recordEvent(ctx, invoiceBatchCompleted, await getInvoiceBatch(ctx, id))
}
