import { defineJob } from '#platform/jobs.ts'

/** After an invoice was issued by hand: its customer may have credit. */
export const applyCreditToInvoice = defineJob<{ organization_id: string; subject_id: string }>(
  'apply_credit_to_invoice',
)

/** Every hour: for what subscriptions bill, whose invoices come by the thousand. */
export const applyAllCredit = defineJob<Record<string, never>>('apply_all_credit', { max_attempts: 3 })
