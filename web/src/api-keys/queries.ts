import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ApiKeyPage } from '#modules/api-keys/schemas.ts'
import { get } from '#web/api/client.ts'

export const apiKeysQuery = (cursor?: string) =>
  queryOptions({
    queryKey: ['api-keys', cursor],
    queryFn: ({ signal }) => get<ApiKeyPage>('/api-keys', { query: { limit: 50, cursor }, signal }),
    placeholderData: keepPreviousData,
  })
