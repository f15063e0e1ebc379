import { defineJob } from '#platform/jobs.ts'

type OfImport = { organization_id: string; import_id: string }

/** The dry run: reads the file and finds its duplicates. Goes on after a crash where it stood. */
export const checkLeadImportFile = defineJob<OfImport & { check_count: number }>('check_lead_import_file')

/** Makes the leads, a batch at a time. Safe to run again after a crash, and beside itself. */
export const importLeads = defineJob<OfImport>('import_leads')

/** Archives the leads that nobody worked on since. */
export const undoLeadImportRows = defineJob<OfImport>('undo_lead_import_rows')

/** Each night: what was read of files is forgotten a month after it. */
export const sweepLeadImports = defineJob<Record<string, never>>('sweep_lead_imports', {
  priority: 'low',
  max_attempts: 3,
})
