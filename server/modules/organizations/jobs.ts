import { defineJob } from '#platform/jobs.ts'

/** Takes the clock of an organisation to where it was sent. Safe to run again after a crash, and beside itself. */
export const advanceClockOfOrganization = defineJob<{ organization_id: string }>('advance_clock_of_organization')
