import { defineEvent } from '#modules/events/define-event.ts'
import type { Meter, UsageExport } from './schemas.ts'

export const meterCreated = defineEvent<Meter>('meter.created')
export const meterUpdated = defineEvent<Meter>('meter.updated')
export const meterArchived = defineEvent<Meter>('meter.archived')
export const meterRestored = defineEvent<Meter>('meter.restored')

/** One for each request that brought something new; `id` is its own, for there are many subjects. */
export type UsageBatch = {
  id: string
  accepted_count: number
  duplicate_count: number
  late_count: number
  rejected_count: number
}
export const usageIngested = defineEvent<UsageBatch>('usage.ingested')
export const usageExported = defineEvent<UsageExport & { id: string }>('usage.exported')
