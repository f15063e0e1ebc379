import { defineEvent } from '#modules/events/define-event.ts'
import type { ApiKey } from './schemas.ts'

export const apiKeyCreated = defineEvent<ApiKey>('api_key.created')
export const apiKeyUpdated = defineEvent<ApiKey>('api_key.updated')
export const apiKeyRotated = defineEvent<ApiKey>('api_key.rotated')
export const apiKeyRevoked = defineEvent<ApiKey>('api_key.revoked')
