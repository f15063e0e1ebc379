import { continueCheck } from '#modules/lead-imports/continue-check.ts'
import { continueLeadImport } from '#modules/lead-imports/continue-lead-import.ts'
import { continueUndo } from '#modules/lead-imports/continue-undo.ts'
import * as jobs from '#modules/lead-imports/jobs.ts'
import { sweepLeadImports } from '#modules/lead-imports/sweep-lead-imports.ts'
import { type HandledJob, handled, type Schedule } from '#platform/jobs.ts'
import { asSystem } from './as-system.ts'
import type { Parts } from './parts.ts'
import { forEachOrganization } from './renewal-jobs.ts'

export const leadImportSchedules: Schedule[] = [{ job: jobs.sweepLeadImports, daily_at: '04:20' }]

export function leadImportJobs(parts: Parts): HandledJob[] {
  const { storage } = parts
  return [
    handled(jobs.checkLeadImportFile, ({ organization_id, import_id, check_count }) =>
      continueCheck((work) => asSystem(parts, organization_id, work), storage, import_id, check_count),
    ),
    handled(jobs.importLeads, ({ organization_id, import_id }) =>
      continueLeadImport((work) => asSystem(parts, organization_id, work), storage, import_id),
    ),
    handled(jobs.undoLeadImportRows, ({ organization_id, import_id }) =>
      continueUndo((work) => asSystem(parts, organization_id, work), import_id),
    ),
    handled(jobs.sweepLeadImports, () =>
      forEachOrganization(parts, (inTransaction) => sweepLeadImports(inTransaction, storage)),
    ),
  ]
}
