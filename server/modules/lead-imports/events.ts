import { defineEvent } from '#modules/events/define-event.ts'
import type { LeadImport } from './schemas.ts'

export const leadImportCreated = defineEvent<LeadImport>('lead_import.created')
export const leadImportUploaded = defineEvent<LeadImport>('lead_import.uploaded')
export const leadImportCheckStarted = defineEvent<LeadImport>('lead_import.check_started')
export const leadImportChecked = defineEvent<LeadImport>('lead_import.checked')
export const leadImportStarted = defineEvent<LeadImport>('lead_import.started')
export const leadImportCompleted = defineEvent<LeadImport>('lead_import.completed')
export const leadImportFailed = defineEvent<LeadImport>('lead_import.failed')
export const leadImportCancelled = defineEvent<LeadImport>('lead_import.cancelled')
export const leadImportUndoStarted = defineEvent<LeadImport>('lead_import.undo_started')
export const leadImportUndone = defineEvent<LeadImport>('lead_import.undone')
