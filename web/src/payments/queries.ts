import { queryOptions } from '@tanstack/react-query'
import type { MoneyOverview } from '#modules/payments/money-schemas.ts'
import { get } from '#web/api/client.ts'

export const moneyQuery = queryOptions({
  queryKey: ['reports', 'money'],
  queryFn: ({ signal }) => get<MoneyOverview>('/reports/money', { signal }),
})
