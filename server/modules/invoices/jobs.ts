import { defineJob } from '#platform/jobs.ts'

/** After an invoice was issued or voided: its PDF is ready before anybody asks for it. */
export const prepareInvoicePdf = defineJob<{ organization_id: string; subject_id: string }>('prepare_invoice_pdf')
