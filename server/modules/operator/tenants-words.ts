import { conflict, invalid, Problem } from '#platform/errors.ts'

/** What keeps the operator's subscription as it is, said to the organisation whose plan it is. */
const details: Record<string, string> = {
  'subscriptions.nothing_changes': 'You have this plan already.',
  'subscriptions.ending': 'Your plan ends with its period. To keep it, write to whoever runs this NexusCore.',
  'subscriptions.renewal_due': 'Your plan is being renewed. Wait for an hour, then choose again.',
  'subscriptions.add_ons_differ':
    'Your add-ons are billed as often as your plan is now. Choose a price that is billed as often, or write to whoever runs this NexusCore.',
  'subscriptions.not_billable':
    'You cannot be invoiced yet: your address is missing where your plan is billed. Write to whoever runs this NexusCore.',
}

const otherwise = 'Your plan cannot be changed now. Write to whoever runs this NexusCore.'

/** A refusal speaks to whoever keeps the subscription; who chooses a plan keeps none. */
export async function inTenantsWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem && error.code.startsWith('subscriptions.'))) throw error
    if (error.fields?.some(({ pointer }) => pointer === '/quantity'))
      throw invalid('organizations.plan_invalid', 'This plan cannot be chosen.', [
        {
          pointer: '/quantity',
          code: 'too_large',
          detail: 'So many cost more than an invoice can hold. Choose fewer.',
        },
      ])
    throw conflict('organizations.plan_not_changeable', details[error.code] ?? otherwise)
  }
}
