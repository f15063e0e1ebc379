import { defineEvent } from './define-event.ts'
import type { EventExport, Verification } from './schemas.ts'

export const eventsVerified = defineEvent<Verification>('events.verified')
/** Who took the trail along, in which format and with which filter. */
export const eventsExported = defineEvent<EventExport & { id: string }>('events.exported')
/** That somebody was refused what they may not do; the subject is who it was. */
export const accessRefused = defineEvent<{ id: string; code: string; route: string }>('access.refused')
