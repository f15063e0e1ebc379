import { defineJob } from '#platform/jobs.ts'

type Subject = { organization_id: string; subject_id: string }
export const releaseVoidedPart = defineJob<Subject>('release_voided_part')
export const releaseCreditedPart = defineJob<Subject>('release_credited_part')
