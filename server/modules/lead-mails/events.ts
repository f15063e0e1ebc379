import { defineEvent } from '#modules/events/define-event.ts'
import type { LeadMail, LeadMailSettings } from './schemas.ts'

/** What was written stays out of the audit trail; what became of it is there. */
export type LeadMailNote = Pick<
  LeadMail,
  'id' | 'status' | 'held_reason' | 'direction' | 'is_sender_verified' | 'lead_ids' | 'received_at'
>
export const noteOf = (mail: LeadMailNote): LeadMailNote => {
  const { id, status, held_reason, direction, is_sender_verified, lead_ids, received_at } = mail
  return { id, status, held_reason, direction, is_sender_verified, lead_ids, received_at }
}

export const leadMailHeld = defineEvent<LeadMailNote>('lead_mail.held')
export const leadMailFiled = defineEvent<LeadMailNote>('lead_mail.filed')
export const leadMailDiscarded = defineEvent<LeadMailNote>('lead_mail.discarded')
export const leadMailRestored = defineEvent<LeadMailNote>('lead_mail.restored')

/** The address itself is as good as a key, so it is not told. */
export type AddressNote = { id: string; address_since: string }
export const leadMailAddressReplaced = defineEvent<AddressNote>('lead_mail_address.replaced')
export const leadMailAddressStopped = defineEvent<{ id: string }>('lead_mail_address.stopped')
export const leadMailSettingsUpdated = defineEvent<{ id: string } & Pick<LeadMailSettings, 'makes_leads'>>(
  'lead_mail_settings.updated',
)
