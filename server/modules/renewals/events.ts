import { defineEvent } from '#modules/events/define-event.ts'
import type { RenewalRun } from './schemas.ts'

export const renewalRunStarted = defineEvent<RenewalRun>('renewal_run.started')
export const renewalRunCompleted = defineEvent<RenewalRun>('renewal_run.completed')
export const renewalRunFailed = defineEvent<RenewalRun>('renewal_run.failed')
