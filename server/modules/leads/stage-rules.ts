import { conflict, invalid } from '#platform/errors.ts'
import type { LeadStatus } from './schemas.ts'

export const stageNameTaken = () => conflict('leads.stage_name_taken', 'Another stage already has this name.')

/** What was won is certain, and what was lost is not to be had. */
export function refuseWrongProbability(status: LeadStatus, probability_percent: number): void {
  const only = status === 'converted' ? 100 : status === 'disqualified' ? 0 : probability_percent
  if (probability_percent === only) return
  throw invalid('leads.invalid', 'The probability does not fit the status of this stage.', [
    { pointer: '/probability_percent', code: 'not_allowed', detail: `It is always ${only} in a stage of this status.` },
  ])
}
