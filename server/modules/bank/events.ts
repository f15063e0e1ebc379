import { defineEvent } from '#modules/events/define-event.ts'
import type { BankAccount, BankImport, ColumnsToRemember } from './schemas.ts'
import type { BankTransaction } from './transaction-schemas.ts'

type About<T> = T & { id: string }

export const bankAccountCreated = defineEvent<BankAccount>('bank_account.created')
export const bankAccountUpdated = defineEvent<BankAccount>('bank_account.updated')
export const bankAccountArchived = defineEvent<BankAccount>('bank_account.archived')
export const bankAccountRestored = defineEvent<BankAccount>('bank_account.restored')
export const bankColumnsRemembered = defineEvent<About<ColumnsToRemember>>('bank_account.columns_remembered')
export const bankImportStarted = defineEvent<BankImport>('bank_import.started')
export const bankImportCompleted = defineEvent<BankImport>('bank_import.completed')
export const bankImportFailed = defineEvent<BankImport>('bank_import.failed')
export const bankImportTakeBackStarted = defineEvent<BankImport>('bank_import.take_back_started')
export const bankImportTakeBackStopped = defineEvent<BankImport>('bank_import.take_back_stopped')
export const bankImportTakenBack = defineEvent<BankImport>('bank_import.taken_back')
export const bankMatchingStarted = defineEvent<About<{ open_count: number }>>('bank_matching.started')
export const bankMatchingCompleted =
  defineEvent<About<{ matched_count: number; suggested_count: number }>>('bank_matching.completed')

/** Without what was suggested beside it. */
export type ChangedTransaction = Omit<BankTransaction, 'suggestions'>
export const bankTransactionMatched = defineEvent<ChangedTransaction>('bank_transaction.matched')
export const bankTransactionMatchUndone = defineEvent<ChangedTransaction>('bank_transaction.match_undone')
export const bankTransactionIgnored = defineEvent<ChangedTransaction>('bank_transaction.ignored')
export const bankTransactionHeld = defineEvent<ChangedTransaction>('bank_transaction.held')
export const bankTransactionReopened = defineEvent<ChangedTransaction>('bank_transaction.reopened')
