import { type RawBuilder, sql } from 'kysely'
import { allHold } from './conditions.ts'
import type { ScoreRule } from './schemas.ts'

type Scoring = Pick<ScoreRule, 'points' | 'conditions'>

/** What the rules add up to, as a number in SQL, of the row of `leads` that the statement names `l`. */
export function scoreOf(rules: readonly Scoring[]): RawBuilder<number> {
  if (rules.length === 0) return sql<number>`0`
  const parts = rules.map(
    ({ points, conditions }) => sql`case when ${allHold(conditions)} then ${sql.lit(points)} else 0 end`,
  )
  return sql<number>`(${sql.join(parts, sql` + `)})`
}

/** The same part by part: an array of the places of the rules that hold. */
export function placesThatHold(rules: readonly Scoring[]): RawBuilder<number[]> {
  if (rules.length === 0) return sql<number[]>`array[]::integer[]`
  const parts = rules.map(({ conditions }, place) => sql`case when ${allHold(conditions)} then ${sql.lit(place)} end`)
  return sql<number[]>`array_remove(array[${sql.join(parts)}]::integer[], null)`
}
