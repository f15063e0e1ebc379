import { recordEvent } from '#modules/events/record-event.ts'
import type { Actor, Context, InTransaction } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { Problem } from '#platform/errors.ts'
import { queueJob } from '#platform/jobs.ts'
import { bankImportTakeBackStopped, bankImportTakenBack } from './events.ts'
import { readBankImport } from './jobs.ts'
import { getBankImport } from './queries.ts'
import { releaseMatch } from './undo-match.ts'

const reason = 'Its bank statement was taken back'

/**
 * Undoes one match after the other, each in a transaction of its own, and then removes the lines: starting over after a
 * crash is going on. Where a match can no longer be undone, as when money was refunded meanwhile, the rest stays.
 */
export async function continueTakeBack(transact: InTransaction, id: string): Promise<void> {
  try {
    while (await transact((ctx) => undoNext(ctx, id)));
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return transact((ctx) => stop(ctx, id))
  }
  await transact((ctx) => remove(ctx, id))
}

type Held = { taken_back_by: Actor; bank_account_id: string }

/** Held till the end of the transaction, so that no two do the same. */
function hold(ctx: Context, id: string): Promise<Held | undefined> {
  const query: TextQuery<Held> = {
    text: `select taken_back_by, bank_account_id from bank_imports
           where organization_id = $1 and id = $2 and status = 'taking_back' for update`,
    parameters: [ctx.organization_id, id],
  }
  return ctx.db.find(query)
}

async function undoNext(ctx: Context, id: string): Promise<boolean> {
  const held = await hold(ctx, id)
  const next = held && (await ctx.db.find(nextMatch(ctx, id)))
  if (!next) return false
  await releaseMatch({ ...ctx, actor: held.taken_back_by }, next.id, { reason })
  return true
}

function nextMatch(ctx: Context, id: string): TextQuery<{ id: string }> {
  return {
    text: `select id from bank_transactions
           where organization_id = $1 and bank_import_id = $2 and status = 'matched' limit 1`,
    parameters: [ctx.organization_id, id],
  }
}

async function remove(ctx: Context, id: string): Promise<void> {
  const held = await hold(ctx, id)
  if (!held) return
  const others = await ctx.db.all(othersWithItsLines(ctx, id, held.bank_account_id))
  // It passes over lines that go here: once it is read to its end, it is read once more with the others.
  if (others.some(({ status }) => status === 'reading'))
    throw new Error('Another statement of this account is being read; the lines go after that')
  for (const text of [
    `delete from bank_suggestions s using bank_transactions t
     where s.organization_id = $1 and t.organization_id = $1 and t.id = s.bank_transaction_id and t.bank_import_id = $2`,
    `delete from bank_transactions where organization_id = $1 and bank_import_id = $2`,
    `update bank_imports set status = 'taken_back' where organization_id = $1 and id = $2`,
  ])
    ctx.db.send({ text, parameters: [ctx.organization_id, id] })
  for (const other of others) await readAgain(ctx, other.id)
  const actor = held.taken_back_by
  recordEvent({ ...ctx, actor }, bankImportTakenBack, await getBankImport(ctx, id))
}

/** What other statements of the account brought as well was counted as known there, and would be lost. */
function othersWithItsLines(ctx: Context, id: string, account_id: string): TextQuery<{ id: string; status: string }> {
  return {
    text: `select id, status from bank_imports
           where organization_id = $1 and bank_account_id = $2 and id <> $3
             and (status = 'reading' or status in ('matching', 'completed') and row_count > new_count)
           order by id for update`,
    parameters: [ctx.organization_id, account_id, id],
  }
}

async function readAgain(ctx: Context, import_id: string): Promise<void> {
  ctx.db.send({
    text: `update bank_imports set status = 'reading', ended_at = null where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, import_id],
  })
  queueJob(ctx, readBankImport, { organization_id: ctx.organization_id, import_id })
}

async function stop(ctx: Context, id: string): Promise<void> {
  const stopped = await ctx.db.find({
    text: `update bank_imports set status = 'completed', taken_back_by = null, taken_back_at = null
           where organization_id = $1 and id = $2 and status = 'taking_back' returning id`,
    parameters: [ctx.organization_id, id],
  })
  if (stopped) recordEvent(ctx, bankImportTakeBackStopped, await getBankImport(ctx, id))
}
