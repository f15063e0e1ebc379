import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { BankAccount, BankAccountList, BankImport, BankImportPage } from '#modules/bank/schemas.ts'
import type {
  BankTotals,
  BankTransaction,
  BankTransactionPage,
  BankTransactionQuery,
} from '#modules/bank/transaction-schemas.ts'
import { get } from '#web/api/client.ts'
import type { BankSearch } from '#web/bank/search.ts'

export type { BankAccount, BankImport, BankTotals, BankTransaction }
export type BankSuggestion = BankTransaction['suggestions'][number]
export type BankReason = BankTransaction['match_reasons'][number]

/** What the list asks the server for: what waits is money that came in. */
export function toTransactionFilter({ show, account, import: bank_import_id, q }: BankSearch) {
  const status: Pick<BankTransactionQuery, 'status' | 'direction'> =
    show === 'all' ? {} : show ? { status: show } : { status: 'open', direction: 'in' }
  return { ...status, bank_account_id: account, bank_import_id, q }
}

export function transactionsQuery(search: BankSearch) {
  const query = { ...toTransactionFilter(search), cursor: search.cursor, limit: 50 }
  return queryOptions({
    queryKey: ['bank', 'list', query],
    queryFn: ({ signal }) => get<BankTransactionPage>('/bank-transactions', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

/** A line that a link names and that is not on the page of the list. */
export function transactionQuery(id: string) {
  return queryOptions({
    queryKey: ['bank', 'one', id],
    queryFn: ({ signal }) => get<BankTransaction>(`/bank-transactions/${id}`, { signal }),
  })
}

export function totalsQuery({ account, import: bank_import_id }: Pick<BankSearch, 'account' | 'import'> = {}) {
  const query = { bank_account_id: account, bank_import_id }
  return queryOptions({
    queryKey: ['bank', 'totals', query],
    queryFn: ({ signal }) => get<BankTotals>('/bank-transactions/totals', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export function accountsQuery(archived: 'no' | 'all' = 'no') {
  return queryOptions({
    queryKey: ['bank', 'accounts', archived],
    queryFn: ({ signal }) => get<BankAccountList>('/bank-accounts', { query: { archived }, signal }),
  })
}

export function importsQuery({ account, cursor }: Pick<BankSearch, 'account' | 'cursor'>) {
  const query = { bank_account_id: account, cursor, limit: 50 }
  return queryOptions({
    queryKey: ['bank', 'imports', query],
    queryFn: ({ signal }) => get<BankImportPage>('/bank-imports', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export const isUnderWay = (bank_import: BankImport | undefined) =>
  bank_import !== undefined && ['reading', 'matching', 'taking_back'].includes(bank_import.status)

/** Looked at again each second while it is read: how far it is has no event of its own. */
export function importQuery(id: string) {
  return queryOptions({
    queryKey: ['bank', 'import', id],
    queryFn: ({ signal }) => get<BankImport>(`/bank-imports/${id}`, { signal }),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? 1_000 : false),
  })
}
