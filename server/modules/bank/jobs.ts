import { defineJob } from '#platform/jobs.ts'

/** Reads a statement and matches what it brought. Safe to run again after a crash, and beside itself. */
export const readBankImport = defineJob<{ organization_id: string; import_id: string }>('read_bank_import')

/** Undoes what was matched of a statement, and then removes its lines. Safe to run again after a crash, and beside itself. */
export const takeBackBankImport = defineJob<{ organization_id: string; import_id: string }>('take_back_bank_import')

/** Explains all that is open again because somebody asked for it. */
export const matchOpenMoney = defineJob<{ organization_id: string; run_id: string }>('match_open_money')

/** An invoice was issued: money that waits may fit now. */
export const matchAfterIssue = defineJob<{ organization_id: string; subject_id: string }>('match_after_issue', {
  priority: 'low',
})

/** After a payment was reversed by other ways than undoing its match. */
export const freeReversedTransaction = defineJob<{ organization_id: string; subject_id: string }>(
  'free_reversed_transaction',
)
