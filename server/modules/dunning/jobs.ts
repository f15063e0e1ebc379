import { defineJob } from '#platform/jobs.ts'

/** Every hour, for morning comes at another time to each organisation: one mail to each customer who has something overdue that reached a step of the ladder. */
export const sendReminders = defineJob<Record<string, never>>('send_reminders', { max_attempts: 3 })
