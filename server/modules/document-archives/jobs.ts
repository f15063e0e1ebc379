import { defineJob } from '#platform/jobs.ts'

/** Draws what is not drawn yet. Safe to run again after a crash, and beside itself. */
export const buildDocumentArchive = defineJob<{ organization_id: string; archive_id: string }>(
  'build_document_archive',
  { priority: 'low' },
)

/** Each night: what a file was made of is forgotten once nobody can download it. */
export const sweepDocumentArchives = defineJob<Record<string, never>>('sweep_document_archives', {
  priority: 'low',
  max_attempts: 3,
})
