import { recordEvent } from '#modules/events/record-event.ts'
import type { Context, InTransaction } from '#platform/context.ts'
import { Problem } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { pgArray } from '#platform/pipeline.ts'
import { bankMatchingCompleted } from './events.ts'
import { type Match, matchTransactions, type Suggestion } from './match-transactions.ts'
import { beginning, matchingInput, type OpenMoney, openMoney, openMoneyOf, type Place } from './matching-queries.ts'
import { isOpen } from './open-money.ts'
import { settleTransaction } from './settle-transaction.ts'

/** As many as are explained at once: the program answers nobody meanwhile. */
const batchSize = 500

/**
 * Explains all money that waits: what is certain becomes a payment, each in a transaction of its own, and the rest gets
 * suggestions. May run beside itself, for whoever is settled is settled once. Where nobody asked, there is no run to
 * tell of, and only what was matched is said.
 */
export async function matchOpen(transact: InTransaction, run_id: string | undefined): Promise<void> {
  let [matched_count, suggested_count] = [0, 0]
  for (let place: Place | undefined = beginning; place;) {
    const from: Place = place
    const { money, matches } = await transact(async (ctx) => {
      const waiting = await openMoney(ctx, from, batchSize)
      return { money: waiting, matches: waiting.length ? matchTransactions(await matchingInput(ctx, waiting)) : [] }
    })
    if (money.length === 0) break
    const last = money.at(-1)!
    place = { date: last.transaction_date, id: last.id }
    const mayMatch = new Map(money.map((one) => [one.id, one.may_match]))
    const certain = matches.filter((match) => match.standing === 'certain' && mayMatch.get(match.transaction_id))
    for (const match of certain) if (await settleCertain(transact, match)) matched_count++
    await transact((ctx) => suggest(ctx, money, matches))
    suggested_count += matches.filter(({ suggestions }) => suggestions.length > 0).length - certain.length
  }
  if (!run_id && matched_count === 0) return
  await transact(async (ctx) => {
    recordEvent(ctx, bankMatchingCompleted, {
      id: run_id ?? newId(),
      matched_count,
      suggested_count: Math.max(0, suggested_count),
    })
  })
}

/** Explains money that waits once more, at once: its match was undone. */
export async function suggestAgain(ctx: Context, id: string): Promise<void> {
  const money = await openMoneyOf(ctx, id)
  if (money.length) await suggest(ctx, money, matchTransactions(await matchingInput(ctx, money)))
}

/** What is refused, as when somebody paid the invoice meanwhile, stays open with its suggestion. */
async function settleCertain(transact: InTransaction, { transaction_id, suggestions }: Match): Promise<boolean> {
  const { customer_id, allocations, fee_cents, score, reasons } = suggestions[0]!
  const settlement = { customer_id, allocations, fee_cents, score, reasons, is_automatic: true }
  try {
    await transact((ctx) => settleTransaction(ctx, transaction_id, settlement))
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

/** In place of what was suggested before; whoever was matched meanwhile is left alone. */
async function suggest(ctx: Context, money: OpenMoney[], matches: Match[]): Promise<void> {
  const rows = matches.flatMap(({ transaction_id, suggestions, notes }) =>
    suggestions.map((suggestion, i) =>
      rowOf(transaction_id, i, { ...suggestion, reasons: [...suggestion.reasons, ...notes] }),
    ),
  )
  ctx.db.send({
    text: `update bank_transactions t set doubts = g.doubts, updated_at = $2
           from jsonb_to_recordset($3::jsonb) as g (id uuid, doubts jsonb)
           where t.organization_id = $1 and t.id = g.id and t.doubts <> g.doubts`,
    parameters: [
      ctx.organization_id,
      ctx.now.toString(),
      JSON.stringify(matches.map(({ transaction_id, notes }) => ({ id: transaction_id, doubts: notes }))),
    ],
  })
  ctx.db.send({
    text: `delete from bank_suggestions where organization_id = $1 and bank_transaction_id = any($2::uuid[])`,
    parameters: [ctx.organization_id, pgArray(money.map(({ id }) => id))],
  })
  ctx.db.send({
    text: `insert into bank_suggestions (organization_id, id, bank_transaction_id, rank, customer_id, allocations, fee_cents, score,
             reasons, created_at)
           select $1, g.id, g.bank_transaction_id, g.rank, g.customer_id, g.allocations, g.fee_cents, g.score, g.reasons, $2
           from jsonb_to_recordset($3::jsonb) as g (id uuid, bank_transaction_id uuid, rank integer, customer_id uuid,
             allocations jsonb, fee_cents bigint, score integer, reasons jsonb)
           join bank_transactions t on t.organization_id = $1 and t.id = g.bank_transaction_id and ${isOpen}`,
    parameters: [ctx.organization_id, ctx.now.toString(), JSON.stringify(rows)],
  })
}

const rowOf = (bank_transaction_id: string, rank: number, suggestion: Suggestion) => ({
  id: newId(),
  bank_transaction_id,
  rank,
  ...suggestion,
})
