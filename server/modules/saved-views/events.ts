import { defineEvent } from '#modules/events/define-event.ts'
import type { SavedView } from './schemas.ts'

export const savedViewCreated = defineEvent<SavedView>('saved_view.created')
export const savedViewUpdated = defineEvent<SavedView>('saved_view.updated')
export const savedViewShared = defineEvent<SavedView>('saved_view.shared')
export const savedViewUnshared = defineEvent<SavedView>('saved_view.unshared')
export const savedViewArchived = defineEvent<SavedView>('saved_view.archived')
export const savedViewRestored = defineEvent<SavedView>('saved_view.restored')
