import type { ActivityChanges, LeadActivity, NewActivity, NewTask } from '#modules/lead-activities/schemas.ts'
import type {
  Absence,
  AssignmentRule,
  AssignmentRuleChanges,
  NewAbsence,
  NewAssignmentRule,
  NewScoreRule,
  ScoreRule,
  ScoreRuleChanges,
} from '#modules/lead-rules/schemas.ts'
import type { LeadBulkUndo } from '#modules/leads/bulk-schemas.ts'
import type {
  Lead,
  LeadBulkEdit,
  LeadBulkResult,
  LeadChanges,
  LeadMove,
  NewLead,
  SavedLead,
} from '#modules/leads/schemas.ts'
import type {
  LeadField,
  LeadFieldChanges,
  LeadSettings,
  LeadStage,
  LeadStageChanges,
  NewLeadField,
  NewLeadStage,
} from '#modules/leads/stage-schemas.ts'
import { del, patch, post } from '#web/api/client.ts'

export const createLead = (input: NewLead, idempotencyKey: string) =>
  post<SavedLead>('/leads', input, { idempotencyKey })
export const changeLead = (id: string, version: number, changes: LeadChanges) =>
  patch<SavedLead>(`/leads/${id}`, changes, { ifMatch: version })
export const moveLead = (id: string, move: LeadMove) => post<Lead>(`/leads/${id}/move`, move)
export const assignLead = (id: string, owner_user_id: string | null) =>
  post<Lead>(`/leads/${id}/assign`, { owner_user_id })
export const archiveLead = (id: string) => post<Lead>(`/leads/${id}/archive`)
export const restoreLead = (id: string) => post<Lead>(`/leads/${id}/restore`)
export const editLeads = (edit: LeadBulkEdit) => post<LeadBulkResult>('/leads/bulk-edit', edit)
export const undoBulkEdit = (id: string) => post<LeadBulkUndo>(`/leads/bulk-edits/${id}/undo`)

export const logActivity = (lead_id: string, input: NewActivity) =>
  post<LeadActivity>(`/leads/${lead_id}/activities`, input)
export const createTask = (lead_id: string, input: NewTask) => post<LeadActivity>(`/leads/${lead_id}/tasks`, input)
export const changeActivity = (id: string, version: number, changes: ActivityChanges) =>
  patch<LeadActivity>(`/lead-activities/${id}`, changes, { ifMatch: version })
export const actOn = (id: string, verb: 'complete' | 'reopen' | 'archive' | 'restore') =>
  post<LeadActivity>(`/lead-activities/${id}/${verb}`)

export const createStage = (input: NewLeadStage) => post<LeadStage>('/lead-stages', input)
export const changeStage = (id: string, version: number, changes: LeadStageChanges) =>
  patch<LeadStage>(`/lead-stages/${id}`, changes, { ifMatch: version })
export const archiveStage = (id: string) => post<LeadStage>(`/lead-stages/${id}/archive`)

export const createField = (input: NewLeadField) => post<LeadField>('/lead-fields', input)
export const changeField = (id: string, version: number, changes: LeadFieldChanges) =>
  patch<LeadField>(`/lead-fields/${id}`, changes, { ifMatch: version })
export const archiveField = (id: string) => post<LeadField>(`/lead-fields/${id}/archive`)

/** `noun` is the list's path: lead-stages, lead-fields, lead-score-rules, lead-assignment-rules. */
export const orderList = (noun: string, ids: string[]) => post<object>(`/${noun}/order`, { ids })

export const changeReplyTime = (reply_within_minutes: number) =>
  patch<LeadSettings>('/lead-settings', { reply_within_minutes })

export const createScoreRule = (input: NewScoreRule) => post<ScoreRule>('/lead-score-rules', input)
export const changeScoreRule = (id: string, version: number, changes: ScoreRuleChanges) =>
  patch<ScoreRule>(`/lead-score-rules/${id}`, changes, { ifMatch: version })
export const deleteScoreRule = (id: string) => del(`/lead-score-rules/${id}`)

export const createAssignmentRule = (input: NewAssignmentRule) => post<AssignmentRule>('/lead-assignment-rules', input)
export const changeAssignmentRule = (id: string, version: number, changes: AssignmentRuleChanges) =>
  patch<AssignmentRule>(`/lead-assignment-rules/${id}`, changes, { ifMatch: version })
export const deleteAssignmentRule = (id: string) => del(`/lead-assignment-rules/${id}`)

export const createAbsence = (input: NewAbsence) => post<Absence>('/lead-absences', input)
export const deleteAbsence = (id: string) => del(`/lead-absences/${id}`)
