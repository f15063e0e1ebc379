import { isBad, isRow, type StatementItem, type StatementRow } from './statement-rows.ts'

/** A row leads from the balance of its older neighbour to its own; which neighbour that is depends on the order. */
type Direction = 'oldest_first' | 'newest_first'

/** So many rows say whether the balances run on from line to line, and in which order. */
const lookahead = 64

/**
 * Warns of each row whose amount does not lead from one balance to the next, as of one that was typed by hand. Files
 * without balances, or with one balance for each day, are left alone.
 */
export function* checkBalances(items: Iterable<StatementItem>): Generator<StatementItem> {
  const waiting: StatementItem[] = []
  let direction: Direction | undefined
  let decided = false
  let before: StatementRow | undefined
  const check = (item: StatementItem) => {
    if (isBad(item)) return
    if (before && direction) compare(direction, before, item)
    before = item
  }
  for (const item of items) {
    waiting.push(item)
    if (!decided && waiting.length < lookahead) continue
    if (!decided) {
      direction = directionOf(waiting)
      waiting.forEach(check)
    } else check(item)
    decided = true
    // The last one waits for its neighbour, which may yet say that its amount is wrong.
    yield* waiting.splice(0, waiting.length - 1)
  }
  if (!decided) {
    direction = directionOf(waiting)
    waiting.forEach(check)
  }
  yield* waiting
}

function compare(direction: Direction, above: StatementRow, below: StatementRow): void {
  const [older, newer] = direction === 'oldest_first' ? [above, below] : [below, above]
  const step = stepOf(older, newer)
  if (step !== undefined && step !== newer.amount_cents) newer.warning ??= warningOf(step)
}

function stepOf(older: StatementRow, newer: StatementRow): number | undefined {
  if (older.balance_cents === null || newer.balance_cents === null) return undefined
  return newer.balance_cents - older.balance_cents
}

function directionOf(items: StatementItem[]): Direction | undefined {
  const rows = items.filter(isRow)
  const pairs = rows.slice(1).map((below, i) => ({ above: rows[i]!, below }))
  const up = pairs.filter(({ above, below }) => stepOf(above, below) === below.amount_cents).length
  const down = pairs.filter(({ above, below }) => stepOf(below, above) === above.amount_cents).length
  if (Math.max(up, down) < 0.6 * pairs.length) return undefined
  return up >= down ? 'oldest_first' : 'newest_first'
}

function warningOf(cents: number): string {
  const [whole, rest] = [Math.floor(Math.abs(cents) / 100), String(Math.abs(cents) % 100).padStart(2, '0')]
  return `By the balances of the statement the amount would be ${cents < 0 ? '-' : ''}${whole}.${rest}. Compare it with the bank.`
}
