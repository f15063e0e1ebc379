import { type Json, of } from './docs-story.ts'

const lead = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b0f6'
const stage = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b0f5'

/** What the examples tell of calls, notes and tasks. */
export const leadActivityStory = ({ user }: Record<'user', string>): Record<string, Json> => {
  const call = {
    kind: 'call',
    body: 'Wants a quote for 25 seats by Friday.',
    direction: 'out',
    happened_at: '2026-11-22T01:10:00Z',
    duration_minutes: 12,
    dnc_basis: 'checked',
    dnc_checked_on: '2026-11-20',
  }
  const task = { body: 'Send the quote', due_at: '2026-11-27T01:00:00Z', assignee_user_id: user }
  const card = {
    id: lead,
    name: 'Lim Hui Min',
    company: 'Orchid Foods Pte. Ltd.',
    source: 'Website',
    stage_id: stage,
    status: 'new',
    stage_changed_at: '2026-11-22T00:30:00Z',
    score: 40,
    owner_user_id: user,
    next_follow_up_at: '2026-11-24T02:00:00Z',
    first_replied_at: null,
    estimated_value_cents: 1_200_000,
    customer_id: null,
  }
  return {
    ...of('NewActivity', call),
    ...of('ActivityChanges', {
      body: 'Wants a quote for 30 seats.',
      happened_at: call.happened_at,
      due_at: task.due_at,
      assignee_user_id: user,
    }),
    ...of('NewTask', task),
    ...of('LeadActivity', {
      lead_id: lead,
      ...call,
      due_at: null,
      done_at: null,
      assignee_user_id: null,
      actor_name: 'Tan Mei Ling',
    }),
    ...of('TimelineEntry', { at: call.happened_at, actor_name: 'Tan Mei Ling', event: null }),
    ...of('TimelineEvent', { name: 'lead.moved', changes: null }),
    ...of('MyDayQuery', { owner_user_id: user }),
    ...of('MyDay', { follow_up_count: 4, overdue_count: 1, task_count: 2, unanswered_count: 1 }),
    ...of('TaskOfDay', {
      lead_id: lead,
      ...call,
      kind: 'task',
      direction: null,
      duration_minutes: null,
      dnc_basis: null,
      dnc_checked_on: null,
      ...task,
      done_at: null,
      actor_name: 'Tan Mei Ling',
      lead_name: 'Lim Hui Min',
      lead_company: 'Orchid Foods Pte. Ltd.',
    }),
    ...of('UnansweredLead', { ...card, reply_due_at: '2026-11-22T01:30:00Z' }),
  }
}
