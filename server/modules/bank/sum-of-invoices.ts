export type Sums = {
  /** Each a list of places in what was given. */
  found: number[][]
  /** Everything was looked at, so there are no more. */
  is_complete: boolean
}

const most = { terms: 6, candidates: 24, steps: 20_000, found: 2 }

/** Which two to six amounts add up to a sum. Stops at a second way, or where looking on would take too long. */
export function sumsTo(amounts: number[], sum: number): Sums {
  const usable = amounts.map((amount, at) => ({ amount, at })).filter(({ amount }) => amount < sum)
  const taken = usable.slice(0, most.candidates).toSorted((a, b) => b.amount - a.amount)
  const left = taken.map(() => 0)
  for (let at = taken.length - 1; at >= 0; at--) left[at] = taken[at]!.amount + (left[at + 1] ?? 0)
  const found: number[][] = []
  let steps = 0
  const chosen: number[] = []
  const look = (from: number, rest: number): void => {
    if (rest === 0) return void (chosen.length >= 2 && found.push([...chosen]))
    for (let at = from; at < taken.length && chosen.length < most.terms; at++) {
      if (found.length >= most.found || ++steps > most.steps || left[at]! < rest) return
      if (taken[at]!.amount > rest) continue
      chosen.push(taken[at]!.at)
      look(at + 1, rest - taken[at]!.amount)
      chosen.pop()
    }
  }
  look(0, sum)
  return { found, is_complete: steps <= most.steps && usable.length <= most.candidates }
}
