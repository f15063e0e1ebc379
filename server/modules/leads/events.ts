import { defineEvent } from '#modules/events/define-event.ts'
import type { LeadBulkUndo } from './bulk-schemas.ts'
import type { Lead, LeadBulkEdit, LeadExport } from './schemas.ts'
import type { LeadField, LeadSettings, LeadStage } from './stage-schemas.ts'

export const leadCreated = defineEvent<Lead>('lead.created')
export const leadUpdated = defineEvent<Lead>('lead.updated')
export const leadMoved = defineEvent<Lead>('lead.moved')
export const leadAssigned = defineEvent<Lead>('lead.assigned')
export const leadArchived = defineEvent<Lead>('lead.archived')
export const leadRestored = defineEvent<Lead>('lead.restored')

export const leadStageCreated = defineEvent<LeadStage>('lead_stage.created')
export const leadStageUpdated = defineEvent<LeadStage>('lead_stage.updated')
export const leadStageArchived = defineEvent<LeadStage>('lead_stage.archived')

export const leadFieldCreated = defineEvent<LeadField>('lead_field.created')
export const leadFieldUpdated = defineEvent<LeadField>('lead_field.updated')
export const leadFieldArchived = defineEvent<LeadField>('lead_field.archived')

export const leadSettingsUpdated = defineEvent<LeadSettings>('lead_settings.updated')
export const leadsRescored = defineEvent<{ id: string; changed_count: number }>('leads.rescored')
export const leadsExported = defineEvent<LeadExport & { id: string }>('leads.exported')

export const leadsEdited = defineEvent<{ id: string; changes: LeadBulkEdit['changes']; changed_count: number }>(
  'leads.edited',
)
export const leadsEditUndone = defineEvent<LeadBulkUndo & { id: string }>('leads.edit_undone')
