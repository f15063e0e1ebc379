import type { QueryClient } from '@tanstack/react-query'

/** Issuing, paying and voiding move the same figures: lists, totals, the money page and the life lines. */
export function refreshMoney(queryClient: QueryClient): Promise<void[]> {
  const keys = ['invoices', 'drafts', 'payments', 'credit-notes', 'reports', 'events']
  return Promise.all(keys.map((key) => queryClient.invalidateQueries({ queryKey: [key], predicate: isNotPreview })))
}

const isNotPreview = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[1] !== 'preview'
