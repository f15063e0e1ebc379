import type { Json } from './docs-story.ts'

/** What the examples tell of whoever runs the installation, and lends a hand. */
export function operatorStory(ids: { organization: string; user: string }): Record<string, Json> {
  const help = 'The invoice list stays empty'
  return {
    'OrganizationEntry.id': ids.organization,
    'OrganizationEntry.name': 'Merlion Cloud Pte. Ltd.',
    'OrganizationView.id': ids.organization,
    'OrganizationView.name': 'Merlion Cloud Pte. Ltd.',
    'OrganizationViewMember.id': ids.user,
    'OrganizationViewMember.name': 'Tan Mei Ling',
    'RelyingParty.id': 'nexuscore.example',
    'RelyingParty.name': 'NexusCore',
    'UserEntry.id': ids.user,
    'UserEntry.name': 'Tan Mei Ling',
    'UserView.id': ids.user,
    'UserView.name': 'Tan Mei Ling',
    'UserViewOrganization.id': ids.organization,
    'UserViewOrganization.name': 'Merlion Cloud Pte. Ltd.',
    'JobQueue.name': 'send_mail',
    'DeadJob.id': '4711',
    'DeadJob.name': 'send_mail',
    'SupportAccess.reason': help,
    'NewSupportAccess.reason': help,
    'MyImpersonation.reason': help,
    'Impersonation.reason': help,
    'NewImpersonation.reason': help,
    'StartedImpersonation.reason': help,
    'ReasonGiven.reason': 'Asked for by its owner',
    operator_name: 'Farah Osman',
    user_name: 'Tan Mei Ling',
    granted_by_name: 'Tan Mei Ling',
    hours: 24,
    minutes: 30,
    started_at: '2026-11-22T01:30:00Z',
    ends_at: '2026-11-22T02:00:00Z',
    seen_at: '2026-11-22T01:30:00Z',
    queued_at: '2026-11-22T01:30:00Z',
  }
}
