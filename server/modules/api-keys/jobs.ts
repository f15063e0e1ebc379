import { defineJob } from '#platform/jobs.ts'

/** After somebody left or was removed: their keys stopped with the membership, and must not wake when they come back. */
export const revokeKeysOfMember = defineJob<{ organization_id: string; subject_id: string }>('revoke_keys_of_member')
