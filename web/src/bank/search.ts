import { keepTexts } from '#web/api/search-params.ts'

type Part = string | undefined

/** What the addresses below /bank hold: filters of the lists, and which line is looked at. */
export type BankSearch = {
  /** Unmatched unless it says otherwise. */
  show?: 'matched' | 'on_hold' | 'ignored' | 'all' | undefined
  account?: Part
  import?: Part
  q?: Part
  cursor?: Part
  row?: Part
}

export const readBankSearch = keepTexts<BankSearch>('show', 'account', 'import', 'q', 'cursor', 'row')
