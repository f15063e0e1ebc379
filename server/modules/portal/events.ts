import { defineEvent } from '#modules/events/define-event.ts'
import type { PortalSettings } from './schemas.ts'

export const portalSettingsUpdated = defineEvent<PortalSettings & { id: string }>('portal_settings.updated')

/** The subject of these is the customer. Neither link nor cookie is in them. */
export type PortalVisit = { id: string; name: string }
export const portalLinkSent = defineEvent<PortalVisit & { recipient: string; is_requested: boolean }>(
  'portal_link.sent',
)
export const portalSessionStarted = defineEvent<PortalVisit & { session_id: string; device: string }>(
  'portal_session.started',
)
export const portalSessionEnded = defineEvent<PortalVisit & { session_id: string }>('portal_session.ended')
export const portalSessionsEnded = defineEvent<PortalVisit & { session_count: number }>('portal_sessions.ended')
