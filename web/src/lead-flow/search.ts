import { keepTexts } from '#web/api/search-params.ts'

/** What the address holds. */
export type FlowSearch = {
  /** Twelve months unless it says otherwise. */
  range?: string
  /** First and last day of a range of one's own. */
  from?: string
  to?: string
  sort?: string
  /** Every source by itself, also the small ones. */
  all?: 'yes'
  /** The window for a new lead is open. */
  new?: 'yes'
}

export const readFlowSearch = keepTexts<FlowSearch>('range', 'from', 'to', 'sort', 'all', 'new')
