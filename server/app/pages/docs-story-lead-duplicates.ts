import { type Json, of } from './docs-story.ts'

const lead = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b0f6'
const other = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b0e1'

/** What the examples tell of leads that came twice. */
export const leadDuplicateStory = ({ user }: Record<'user', string>): Record<string, Json> => {
  const card = {
    id: lead,
    name: 'Lim Hui Min',
    email: 'huimin@orchid.example',
    phone: '+6591234567',
    company: 'Orchid Foods Pte. Ltd.',
    uen: '202499905Z',
    source: 'Website',
    status: 'qualified',
    owner_user_id: user,
    archived_at: null,
    created_at: '2026-11-20T01:30:00Z',
  }
  const score = 100
  const because = (code: string, points: number) => ({ code, points })
  const reasons = [because('same_email', 105), because('same_name', 45)]
  return {
    ...of('DuplicateLead', card),
    ...of('DuplicateReason', because('same_email', 105)),
    ...of('PossibleDuplicate', { score, reasons }),
    ...of('LeadDuplicate', { score, reasons, state: 'open', dismissed_at: null }),
    ...of('LeadDuplicateCount', { count: 7 }),
    ...of('LeadMerge', { lead_ids: [other], fields: { email: other }, custom_fields: { seats: lead } }),
    ...of('LeadMergeFields', { email: other }),
  }
}
