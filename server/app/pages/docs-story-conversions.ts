import { type Json, of } from './docs-story.ts'

const stage = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b0f5'

/** What the examples tell of leads that are won, and of the people at a customer. */
export const conversionStory = ({ customer, draft }: Record<'customer' | 'draft', string>): Record<string, Json> => {
  const person = {
    name: 'Lim Hui Min',
    email: 'huimin@orchid.example',
    phone: '+6591234567',
    job_title: 'Finance Manager',
  }
  return {
    ...of('NewContact', { ...person, notes: 'Signs for IT.' }),
    ...of('ContactChanges', { ...person, notes: 'Signs for IT.' }),
    ...of('Contact', { customer_id: customer, ...person, notes: 'Signs for IT.' }),
    ...of('LeadToConvert', { customer_id: customer, with_contact: true, stage_id: stage }),
    ...of('LeadConversion', {
      customer_id: customer,
      is_new_customer: true,
      contact_id: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b0f8',
      subscription_id: null,
      invoice_draft_id: draft,
      quotation_id: null,
    }),
    ...of('PossibleCustomer', {
      id: customer,
      name: 'Orchid Foods Pte. Ltd.',
      uen: '202499905Z',
      email: 'ap@orchid.example',
      reasons: ['uen', 'email_domain'],
    }),
    ...of('LeadFlowQuery', { from: '2026-10-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }),
    ...of('LeadFlow', { count: 312, converted_count: 41, collected_cents: 18_400_000 }),
    ...of('LeadFlowSource', { source: 'Website', count: 180, converted_count: 30, collected_cents: 12_900_000 }),
    ...of('LeadFlowExport', { from: '2026-10-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }),
    ...of('LeadFlowStage', {
      stage_id: stage,
      name: 'Won',
      status: 'converted',
      count: 41,
      collected_cents: 18_400_000,
    }),
    ...of('LeadFlowLink', { source: 'Website', stage_id: stage, count: 30, collected_cents: 12_900_000 }),
  }
}
