import { defineJob } from '#platform/jobs.ts'

/** Keeps the signed end of each audit chain outside the database. */
export const keepHeads = defineJob<Record<string, never>>('keep_audit_heads', { priority: 'low', max_attempts: 3 })
