import { defineJob } from '#platform/jobs.ts'

/** What an open request asks for by an address: done apart from it, so that its time tells nothing of the address. */
type ByEmail = { email: string }
export const sendVerificationLink = defineJob<ByEmail>('send_verification_link', { priority: 'high' })
export const sendResetLink = defineJob<ByEmail>('send_reset_link', { priority: 'high' })

type Daily = Record<string, never>
export const rotateKeys = defineJob<Daily>('rotate_signing_keys', { max_attempts: 3 })
export const sweep = defineJob<Daily>('sweep_sign_ins', { priority: 'low', max_attempts: 3 })
