import { defineJob } from '#platform/jobs.ts'

/** Goes on with a run until nothing is due. Safe to run again after a crash, and beside itself. */
export const continueRenewalRun = defineJob<{ organization_id: string; run_id: string }>('continue_renewal_run', {
  // Before what follows from thousands of invoices that others issue meanwhile: somebody watches it run.
  priority: 'high',
})

/** Every hour, for midnight comes at another time to each organisation. */
export const startDueRuns = defineJob<Record<string, never>>('start_due_runs', { max_attempts: 3 })

/** Every hour: drafts of runs whose day has come become invoices. */
export const issueDueDrafts = defineJob<Record<string, never>>('issue_due_drafts', { max_attempts: 3 })

/** After a draft was deleted: what a run put on it goes back to where it came from. */
export const waiveDraftedPeriods = defineJob<{ organization_id: string; subject_id: string }>('waive_drafted_periods')

/** In the morning: the customers whose minimum term ends soon are told. */
export const sendRenewalNotices = defineJob<Record<string, never>>('send_renewal_notices', { max_attempts: 3 })

/** After an invoice was paid, voided or credited: its subscription may be in good standing again. */
export const updateStandingAfterInvoice = defineJob<{ organization_id: string; subject_id: string }>(
  'update_standing_after_invoice',
)
