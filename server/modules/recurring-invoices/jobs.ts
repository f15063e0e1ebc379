import { defineJob } from '#platform/jobs.ts'

/** Every hour, for midnight comes at another time to each organisation. */
export const queueDueRecurringInvoices = defineJob<Record<string, never>>('queue_due_recurring_invoices', {
  max_attempts: 3,
})

/** Makes what is due in one organisation. Safe to run again after a crash, and beside itself. */
export const makeRecurringInvoices = defineJob<{ organization_id: string }>('make_recurring_invoices')
