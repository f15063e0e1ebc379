import { defineJob } from '#platform/jobs.ts'

/** Whoever asked is answered before anybody looks whether the address is known. */
export const sendRequestedLink = defineJob<{ slug: string; email: string }>('send_requested_portal_link', {
  priority: 'high',
  max_attempts: 5,
})
