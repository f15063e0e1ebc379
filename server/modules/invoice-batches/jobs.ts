import { defineJob } from '#platform/jobs.ts'

/** Does what is still waiting. Safe to run again after a crash, and beside itself. */
export const continueInvoiceBatch = defineJob<{ organization_id: string; batch_id: string }>('continue_invoice_batch')
