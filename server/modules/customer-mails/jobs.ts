import { defineJob } from '#platform/jobs.ts'

/** Draws the papers of a mail and sends it, once. */
export const deliverCustomerMail = defineJob<{ organization_id: string; customer_mail_id: string }>(
  'deliver_customer_mail',
)
