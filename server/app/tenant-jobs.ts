import type { Subscription } from '#modules/events/dispatch-events.ts'
import * as jobs from '#modules/operator/jobs.ts'
import { pushEntitlements } from '#modules/operator/push-entitlements.ts'
import { remindOfTrialEnd, reminderDays } from '#modules/operator/remind-of-trial-end.ts'
import { startTrial } from '#modules/operator/start-trial.ts'
import { listEndingTrials, listOutdatedTenants } from '#modules/operator/tenant-queries.ts'
import type { Context } from '#platform/context.ts'
import { db, read } from '#platform/database.ts'
import { type HandledJob, handled, type Schedule } from '#platform/jobs.ts'
import { asSystem } from './as-system.ts'
import type { Parts } from './parts.ts'

/** All that may change what a subscriber of the operator may use. A run applies what was scheduled for renewal. */
const movers = [
  'plan.updated',
  'subscription.created',
  'subscription.activated',
  'subscription.changed',
  'subscription.canceled',
  'subscription.paused',
  'subscription.resumed',
  'subscription.past_due',
  'subscription.unpaid',
  'subscription.recovered',
  'renewal_run.completed',
  'renewal_run.failed',
]

export const tenantSubscriptions: Subscription[] = [
  { event: 'organization.created', job: jobs.startTrialOfOrganization },
  ...movers.map((event) => ({ event, job: jobs.pushEntitlementsToTenants, of_operator: true }) as const),
]

export const tenantSchedules: Schedule[] = [{ job: jobs.lookAfterTenants, daily_at: '09:10' }]

export function tenantJobs(parts: Parts): HandledJob[] {
  return [
    handled(jobs.startTrialOfOrganization, ({ organization_id }) =>
      asOperator(parts, (ctx) => startTrial(ctx, organization_id)),
    ),
    handled(jobs.pushEntitlementsToTenants, () => pushToTenants(parts)),
    handled(jobs.lookAfterTenants, async () => {
      await pushToTenants(parts)
      const ending = await asOperator(parts, (ctx) => listEndingTrials(ctx, reminderDays))
      for (const trial of ending ?? [])
        await asOperator(parts, (ctx) => remindOfTrialEnd(ctx, trial, parts.config.public_url))
    }),
  ]
}

/** One after the other, each in a transaction of its own. */
export async function pushToTenants(parts: Pick<Parts, 'pool' | 'clock'>): Promise<void> {
  const outdated = await asOperator(parts, listOutdatedTenants)
  for (const tenant_id of outdated ?? []) await asOperator(parts, (ctx) => pushEntitlements(ctx, tenant_id))
}

/** In the organisation that runs the installation; where there is none there is nothing to do. */
async function asOperator<T>(
  parts: Pick<Parts, 'pool' | 'clock'>,
  work: (ctx: Context) => Promise<T>,
): Promise<T | undefined> {
  const operator = await read(parts.pool, undefined, (tx) =>
    tx.find(db.selectFrom('operator_organizations').select('organization_id')),
  )
  return operator && asSystem(parts, operator.organization_id, work)
}
