import { defineJob } from '#platform/jobs.ts'

/** Reads one mail and finds out whom it is about. Safe to run again after a crash, and beside itself. */
export const processLeadMail = defineJob<{ organization_id: string; lead_mail_id: string }>('process_lead_mail')

/** Each night: what was filed or discarded a month ago is forgotten, and messages as they came are removed. */
export const sweepLeadMails = defineJob<Record<string, never>>('sweep_lead_mails', {
  priority: 'low',
  max_attempts: 3,
})
