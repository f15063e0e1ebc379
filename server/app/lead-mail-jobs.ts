import * as jobs from '#modules/lead-mails/jobs.ts'
import type { MailDoor } from '#modules/lead-mails/mail-door.ts'
import { processLeadMail } from '#modules/lead-mails/process-lead-mail.ts'
import { findOrganizationOf } from '#modules/lead-mails/queries.ts'
import { sweepLeadMails } from '#modules/lead-mails/sweep-lead-mails.ts'
import { read } from '#platform/database.ts'
import { type HandledJob, handled, type Schedule } from '#platform/jobs.ts'
import { asSystem } from './as-system.ts'
import type { Parts } from './parts.ts'
import { forEachOrganization } from './renewal-jobs.ts'

export const leadMailSchedules: Schedule[] = [{ job: jobs.sweepLeadMails, daily_at: '04:30' }]

export const mailDoor = (parts: Parts): MailDoor => ({
  inbound: parts.config.inbound_mail,
  storage: parts.storage,
  findOrganization: (key) => read(parts.pool, undefined, (db) => findOrganizationOf({ db }, key)),
  inOrganization: (organization_id, work) => asSystem(parts, organization_id, work),
})

export function leadMailJobs(parts: Parts): HandledJob[] {
  return [
    handled(jobs.processLeadMail, ({ organization_id, lead_mail_id }) =>
      processLeadMail(mailDoor(parts), organization_id, lead_mail_id),
    ),
    handled(jobs.sweepLeadMails, () =>
      forEachOrganization(parts, (inTransaction) => sweepLeadMails(inTransaction, parts.storage)),
    ),
  ]
}
