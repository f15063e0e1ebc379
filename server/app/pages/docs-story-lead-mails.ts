import { type Json, of } from './docs-story.ts'

const lead = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b0f6'

/** What the examples tell of mail that came to the address of an organisation. */
export const leadMailStory: Record<string, Json> = {
  ...of('LeadMail', {
    status: 'held',
    held_reason: 'unknown_sender',
    direction: 'in',
    is_sender_verified: true,
    recipients: [],
    subject: 'Quote for 25 seats',
    body: 'Could you quote 25 seats by Friday?\n\nLim Hui Min\nOrchid Foods',
    attachments: ['seating plan.pdf'],
    sent_at: '2026-11-22T01:08:00Z',
    received_at: '2026-11-22T01:08:04Z',
    lead_ids: [],
    settled_at: null,
  }),
  ...of('MailParty', { name: 'Lim Hui Min', address: 'huimin@orchid.example' }),
  ...of('LeadOfMail', { name: 'Lim Hui Min', company: 'Orchid Foods Pte. Ltd.' }),
  ...of('MailFiling', { lead_id: lead }),
  ...of('LeadMailSettings', {
    is_available: true,
    address: 'k3v9xq7m2hw8c4tzrb5nj6dyfe@in.nexuscore.example',
    address_since: '2026-11-02T03:00:00Z',
    makes_leads: false,
    held_count: 3,
  }),
  ...of('LeadMailSettingsChanges', { makes_leads: true }),
  ...of('MailTaken', { is_new: true }),
}

export const leadMailNotes: Record<string, string> = {
  receiveLeadMail:
    'For the mail server of the installation, or a script behind it: the message as it came is the body (`message/rfc822`, up to 10 MiB), the address of its envelope `recipient`, and a secret of `INBOUND_MAIL_SECRET` the bearer token. The answer comes when the message is on disk; what it means is found out in the background. The same message again changes nothing. 404 and 413 are for good; anything else is worth another try.',
  listLeadMails: 'Those that wait for somebody, the newest first; `status` shows the others.',
  fileLeadMail: 'Puts a held mail into the timeline of a lead. One that a member wrote ends the clock of their reply.',
  makeLeadOfMail: 'Makes a lead of whom a held mail is from or to, with the mail in its timeline.',
  discardLeadMail: 'Sets a held mail aside. It can be brought back for a month, and is then forgotten.',
  replaceLeadMailAddress:
    'Gives your organisation an address for copies of mail, or another one: what goes to the old one is sent back from then on.',
  stopLeadMailAddress: 'Takes the address away. Mail that has come stays.',
}
