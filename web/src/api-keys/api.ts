import type { ApiKey, ApiKeyChanges, ApiKeyWithSecret, NewApiKey, Rotation } from '#modules/api-keys/schemas.ts'
import { patch, post } from '#web/api/client.ts'

export const createApiKey = (input: NewApiKey) => post<ApiKeyWithSecret>('/api-keys', input)
export const changeApiKey = ({ id, version }: ApiKey, changes: ApiKeyChanges) =>
  patch<ApiKey>(`/api-keys/${id}`, changes, { ifMatch: version })
export const rotateApiKey = (id: string, input: Rotation) => post<ApiKeyWithSecret>(`/api-keys/${id}/rotate`, input)
export const revokeApiKey = (id: string) => post<ApiKey>(`/api-keys/${id}/revoke`)
