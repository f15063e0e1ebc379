import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { queueJob } from '#platform/jobs.ts'
import { bankImportTakeBackStarted } from './events.ts'
import { takeBackBankImport } from './jobs.ts'
import { getBankImport } from './queries.ts'
import type { BankImport } from './schemas.ts'

/**
 * Takes a statement back that should not have been imported: the worker undoes what was matched by itself, and then its
 * lines go. What people matched stands in the way until they undo it. From now on none of its lines is matched.
 */
export async function takeBackImport(ctx: Context, id: string): Promise<BankImport> {
  const locked: TextQuery<Pick<BankImport, 'status'>> = {
    text: `select status from bank_imports where organization_id = $1 and id = $2 for update`,
    parameters: [ctx.organization_id, id],
  }
  const { status } = await ctx.db.one(locked, () => notFound('bank import'))
  if (status === 'reading' || status === 'matching') throw underWay()
  if (status === 'taking_back' || status === 'taken_back') throw takenBack()
  const obstacles = await ctx.db.all(obstaclesOf(ctx, id))
  if (obstacles.length) throw inUse(obstacles)
  ctx.db.send({
    text: `update bank_imports set status = 'taking_back', failure = null, taken_back_by = $3, taken_back_at = $4
           where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id, JSON.stringify(ctx.actor), ctx.now.toString()],
  })
  queueJob(ctx, takeBackBankImport, { organization_id: ctx.organization_id, import_id: id })
  const bank_import = await getBankImport(ctx, id)
  recordEvent(ctx, bankImportTakeBackStarted, bank_import)
  return bank_import
}

const named = 3

type Obstacle = { line: number; amount_cents: number; matched_by: string; is_refunded: boolean; in_all: number }

/** What a person matched, and money of which some went back to the customer: it did come in. */
function obstaclesOf(ctx: Context, id: string): TextQuery<Obstacle> {
  return {
    text: `select t.line, t.amount_cents, t.matched_by, p.amount_refunded_cents > 0 as is_refunded,
             (count(*) over ())::int as in_all
           from bank_transactions t
           join payments p on p.organization_id = t.organization_id and p.id = t.payment_id
           where t.organization_id = $1 and t.bank_import_id = $2 and t.status = 'matched'
             and (not t.is_automatic or p.amount_refunded_cents > 0)
           order by is_refunded desc, t.line limit ${named}`,
    parameters: [ctx.organization_id, id],
  }
}

const money = (cents: number) =>
  `${Math.floor(cents / 100).toLocaleString('en-SG')}.${String(cents % 100).padStart(2, '0')}`

function inUse(obstacles: Obstacle[]) {
  const words = obstacles.map(
    ({ line, amount_cents, matched_by, is_refunded }) =>
      `line ${line} of ${money(amount_cents)} ${is_refunded ? 'was refunded in part' : `was matched by ${matched_by}`}`,
  )
  const more = obstacles[0]!.in_all - obstacles.length
  const all = [...words, ...(more > 0 ? [`${more} more`] : [])].join('; ')
  const advice = obstacles.some(({ is_refunded }) => is_refunded)
    ? 'What was refunded did come in: keep this import.'
    : 'Undo those matches first.'
  return conflict('bank.import_in_use', `${all[0]!.toUpperCase()}${all.slice(1)}. ${advice}`)
}

const underWay = () =>
  conflict('bank.import_under_way', 'This statement is still being read and matched. Take it back when that is done.')

const takenBack = () => conflict('bank.import_taken_back', 'This import was taken back already.')
