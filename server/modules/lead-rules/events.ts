import { defineEvent } from '#modules/events/define-event.ts'
import type { Absence, AssignmentRule, ScoreRule } from './schemas.ts'

export const scoreRuleCreated = defineEvent<ScoreRule>('score_rule.created')
export const scoreRuleUpdated = defineEvent<ScoreRule>('score_rule.updated')
export const scoreRuleDeleted = defineEvent<ScoreRule>('score_rule.deleted')

export const assignmentRuleCreated = defineEvent<AssignmentRule>('assignment_rule.created')
export const assignmentRuleUpdated = defineEvent<AssignmentRule>('assignment_rule.updated')
export const assignmentRuleDeleted = defineEvent<AssignmentRule>('assignment_rule.deleted')

export const absenceCreated = defineEvent<Absence>('absence.created')
export const absenceDeleted = defineEvent<Absence>('absence.deleted')
