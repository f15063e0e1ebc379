import { defineJob } from '#platform/jobs.ts'

/** Reads a statement and matches what it brought. Safe to run again after a crash, and beside itself. */
export const readBankImport = defineJob<{ organization_id: string; import_id: string }>('read_bank_import')

/** Explains all that is open again, as after invoices were issued or a payment was reversed. */
export const matchOpenMoney = defineJob<{ organization_id: string }>('match_open_money')

/** After a payment was reversed by other ways than undoing its match. */
export const freeReversedTransaction = defineJob<{ organization_id: string; subject_id: string }>(
  'free_reversed_transaction',
)
