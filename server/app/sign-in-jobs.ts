import * as jobs from '#modules/auth/jobs.ts'
import { requestPasswordReset } from '#modules/auth/request-password-reset.ts'
import { resendVerification } from '#modules/auth/resend-verification.ts'
import { sweepSignIns } from '#modules/auth/sweep-sign-ins.ts'
import { sweepUnverifiedUsers } from '#modules/auth/sweep-unverified-users.ts'
import { sweepInvitations } from '#modules/organizations/sweep-invitations.ts'
import type { UserContext } from '#platform/context.ts'
import { transact } from '#platform/database.ts'
import { type HandledJob, handled, type Schedule } from '#platform/jobs.ts'
import type { Parts } from './parts.ts'

/** A key signs for about a month. */
const keyAge = { hours: 24 * 30 }

export const signInSchedules: Schedule[] = [
  { job: jobs.sweep, daily_at: '03:20' },
  { job: jobs.rotateKeys, daily_at: '03:30' },
]

export function signInJobs({ pool, clock, config, signing_keys }: Parts): HandledJob[] {
  const { public_url } = config
  /** Outside any organisation, with nobody signed in. */
  const asNobody = (request_id: string | null, work: (ctx: UserContext) => Promise<void>): Promise<void> =>
    transact(pool, undefined, (db) =>
      work({ db, actor: undefined, request_id, ip: null, user_agent: null, now: clock() }),
    )
  return [
    handled(jobs.sendVerificationLink, ({ email }, { request_id }) =>
      asNobody(request_id, (ctx) => resendVerification(ctx, email, public_url)),
    ),
    handled(jobs.sendResetLink, ({ email }, { request_id }) =>
      asNobody(request_id, (ctx) => requestPasswordReset(ctx, email, public_url)),
    ),
    handled(jobs.sweep, () =>
      asNobody(null, async (ctx) => {
        await sweepSignIns(ctx)
        sweepInvitations(ctx)
        await sweepUnverifiedUsers(ctx)
      }),
    ),
    handled(jobs.rotateKeys, async () => void (await signing_keys.rotate(clock(), keyAge))),
  ]
}
