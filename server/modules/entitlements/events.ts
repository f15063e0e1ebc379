import { defineEvent } from '#modules/events/define-event.ts'
import type { Entitlements } from './schemas.ts'

export const entitlementsSet = defineEvent<Entitlements>('entitlements.set')
