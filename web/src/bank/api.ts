import type {
  BankAccount,
  BankAccountChanges,
  BankImport,
  ColumnsToRemember,
  NewBankAccount,
  StatementFile,
  StatementPreview,
  StatementToPreview,
} from '#modules/bank/schemas.ts'
import type { AllocateTransaction, BankTransaction } from '#modules/bank/transaction-schemas.ts'
import { patch, post } from '#web/api/client.ts'

const change = (id: string, verb: string, body?: object) =>
  post<BankTransaction>(`/bank-transactions/${id}/${verb}`, body)

export const acceptSuggestion = (id: string, suggestion_id: string) => change(id, 'accept', { suggestion_id })
export const allocateTransaction = (id: string, input: AllocateTransaction) => change(id, 'allocate', input)
export const ignoreTransaction = (id: string, note: string) => change(id, 'ignore', { note })
export const holdTransaction = (id: string, held_until: string, note: string | null) =>
  change(id, 'hold', { held_until, note })
export const reopenTransaction = (id: string) => change(id, 'reopen')
export const undoMatch = (id: string, reason: string) => change(id, 'undo-match', { reason })

export const createBankAccount = (input: NewBankAccount) => post<BankAccount>('/bank-accounts', input)
export const updateBankAccount = (id: string, changes: BankAccountChanges, version: number) =>
  patch<BankAccount>(`/bank-accounts/${id}`, changes, { ifMatch: version })
export const archiveBankAccount = (id: string) => post<BankAccount>(`/bank-accounts/${id}/archive`)
export const restoreBankAccount = (id: string) => post<BankAccount>(`/bank-accounts/${id}/restore`)

export const previewStatement = (account_id: string, file: StatementToPreview) =>
  post<StatementPreview>(`/bank-accounts/${account_id}/preview-statement`, file)
export const rememberColumns = (account_id: string, input: ColumnsToRemember) =>
  post<BankAccount>(`/bank-accounts/${account_id}/remember-columns`, input)
export const importStatement = (account_id: string, file: StatementFile) =>
  post<BankImport>(`/bank-accounts/${account_id}/imports`, file)
export const takeBackImport = (id: string) => post<BankImport>(`/bank-imports/${id}/take-back`)
