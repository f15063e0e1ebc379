import { defineEvent } from '#modules/events/define-event.ts'
import type { DocumentArchive } from './schemas.ts'

export const documentArchiveRequested = defineEvent<DocumentArchive>('document_archive.requested')
export const documentArchiveCompleted = defineEvent<DocumentArchive>('document_archive.completed')
export const documentArchiveFailed = defineEvent<DocumentArchive>('document_archive.failed')
export const documentArchiveCancelled = defineEvent<DocumentArchive>('document_archive.cancelled')
