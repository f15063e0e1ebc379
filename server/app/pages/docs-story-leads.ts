import { conversionStory } from './docs-story-conversions.ts'
import { leadActivityStory } from './docs-story-lead-activities.ts'
import { leadFormStory } from './docs-story-lead-forms.ts'
import { leadImportStory } from './docs-story-lead-imports.ts'
import { savedViewStory } from './docs-story-saved-views.ts'
import { leadMailStory } from './docs-story-lead-mails.ts'
import { type Json, of } from './docs-story.ts'

const stage = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b0f5'
const lead = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b0f6'
const edit = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b0f8'
const rule = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b0f7'

/** What the examples tell of leads, their board and their rules. */
export const leadStory = (ids: Record<'user' | 'customer' | 'draft', string>): Record<string, Json> => {
  const { user } = ids
  const details = {
    name: 'Lim Hui Min',
    email: 'huimin@orchid.example',
    phone: '+6591234567',
    company: 'Orchid Foods Pte. Ltd.',
    uen: '202499905Z',
    job_title: 'Finance Manager',
    source: 'Website',
    owner_user_id: user,
    next_follow_up_at: '2026-11-24T02:00:00Z',
    estimated_value_cents: 1_200_000,
    tags: ['retail'],
    custom_fields: { seats: 25 },
    notes: 'Opens three outlets in March.',
    utm: { first: { source: 'google', medium: 'cpc', campaign: 'gst', landing_page: '/gst-invoices' } },
  }
  const onBoard = { stage_id: stage, status: 'qualified', stage_changed_at: '2026-11-22T01:30:00Z' }
  const conditions = [{ field: 'visited_page', operator: 'contains', value: 'pricing' }]
  return {
    ...leadActivityStory(ids),
    ...conversionStory(ids),
    ...leadFormStory(ids),
    ...savedViewStory(ids),
    ...leadImportStory,
    ...leadMailStory,
    ...of('NewLead', { ...details, stage_id: stage }),
    ...of('LeadChanges', details),
    ...of('Lead', {
      id: lead,
      ...details,
      ...onBoard,
      score: 40,
      first_replied_at: '2026-11-22T01:10:00Z',
      visited_pages: ['/', '/pricing'],
      submission_count: 1,
      disqualified_reason: null,
      customer_id: null,
      converted_at: null,
      merged_into_id: null,
    }),
    ...of('SavedLead', {
      id: lead,
      ...details,
      ...onBoard,
      score: 40,
      first_replied_at: '2026-11-22T01:10:00Z',
      visited_pages: ['/', '/pricing'],
      submission_count: 1,
      disqualified_reason: null,
      customer_id: null,
      converted_at: null,
      merged_into_id: null,
      warnings: [],
    }),
    ...of('LeadCard', { id: lead, ...details, ...onBoard, score: 40, customer_id: null }),
    ...of('LeadCount', { count: 312, estimated_value_cents: 84_000_000 }),
    ...of('LeadMove', { stage_id: stage, disqualified_reason: null }),
    ...of('LeadOwner', { owner_user_id: user }),
    ...of('LeadScore', { score: 15, points: [{ rule_id: rule, name: 'Visited pricing', points: 15 }] }),
    ...of('LeadColumn', { stage_id: stage }),
    ...of('LeadForecastStage', {
      stage_id: stage,
      count: 12,
      estimated_value_cents: 9_600_000,
      weighted_value_cents: 4_800_000,
    }),
    ...of('LeadForecastSum', { count: 61, estimated_value_cents: 38_000_000, weighted_value_cents: 12_400_000 }),
    ...of('LeadFacets', { sources: ['Website', 'Trade show'], tags: ['retail'] }),
    ...of('LeadBulkEdit', { ids: [lead] }),
    ...of('LeadBulkChanges', {
      stage_id: stage,
      disqualified_reason: null,
      owner_user_id: user,
      source: 'Trade show',
      next_follow_up_at: '2026-11-24T02:00:00Z',
      add_tags: ['retail'],
      remove_tags: ['old'],
      archived: false,
    }),
    ...of('LeadBulkResult', { matched_count: 12, changed_count: 11, bulk_edit_id: edit }),
    ...of('PastBulkEdit', {
      id: edit,
      changed_count: 11,
      actor_name: 'Tan Wei Ming',
      undo_until: '2026-11-23T01:30:00Z',
      undone_at: null,
      undone_by_name: null,
      restored_count: null,
    }),
    ...of('LeadBulkUndo', { restored_count: 10, moved_on_count: 1, stuck_count: 0 }),
    ...of('NewLeadStage', { name: 'Demo held', status: 'qualified', probability_percent: 60 }),
    ...of('LeadStageChanges', { name: 'Demo held', probability_percent: 60 }),
    ...of('LeadStage', { id: stage, name: 'Demo held', status: 'qualified', probability_percent: 60, position: 3 }),
    ...of('NewLeadField', { label: 'Seats', key: 'seats', kind: 'number', choices: [] }),
    ...of('LeadFieldChanges', { label: 'Seats', choices: [] }),
    ...of('LeadField', { label: 'Seats', key: 'seats', kind: 'number', choices: [], position: 0 }),
    ...of('LeadOrder', { ids: [stage] }),
    ...of('LeadSettings', { reply_within_minutes: 60 }),
    ...of('LeadSettingsChanges', { reply_within_minutes: 60 }),
    ...of('Condition', { field: 'visited_page', operator: 'contains', value: 'pricing' }),
    ...of('NewScoreRule', { name: 'Visited pricing', points: 15, conditions, is_active: true }),
    ...of('ScoreRuleChanges', { name: 'Visited pricing', points: 15, conditions, is_active: true }),
    ...of('ScoreRule', { id: rule, name: 'Visited pricing', points: 15, conditions, is_active: true, position: 3 }),
    ...of('ScoreRuleList', { rescored_at: '2026-11-22T01:30:20Z' }),
    ...of('NewAssignmentRule', { name: 'Retail', strategy: 'round_robin', user_ids: [user], is_active: true }),
    ...of('AssignmentRuleChanges', { name: 'Retail', strategy: 'round_robin', user_ids: [user], is_active: true }),
    ...of('AssignmentRule', {
      name: 'Retail',
      strategy: 'round_robin',
      user_ids: [user],
      is_active: true,
      position: 0,
    }),
    ...of('RuleOrder', { ids: [rule] }),
    ...of('NewAbsence', { user_id: user, from_date: '2026-12-21', until_date: '2027-01-02' }),
    ...of('Absence', { user_id: user, from_date: '2026-12-21', until_date: '2027-01-02' }),
  }
}
