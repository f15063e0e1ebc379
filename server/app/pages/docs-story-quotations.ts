import type { Json } from './docs-story.ts'

const quotation = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b0a7'

/** What an address of these names. */
export const quotationIds: [RegExp, string][] = [[/\/quotations\//, quotation]]

/** Kopi Kaki is offered a machine, and accepts on the page. */
export const quotationStory: Record<string, Json> = Object.fromEntries(
  ['NewQuotation', 'QuotationChanges', 'Quotation', 'QuotationSummary', 'PublicQuotation'].flatMap((component) =>
    Object.entries({
      number: 'QUO-2026-00007',
      status: component === 'PublicQuotation' ? 'accepted' : component.startsWith('Quotation') ? 'accepted' : 'draft',
      id: quotation,
      lead_id: null,
      recipient_name: 'Kopi Kaki Pte. Ltd.',
      valid_until: '2026-12-31',
      issue_date: '2026-11-22',
      reference: 'RFQ 17',
      notes: 'Delivery within four weeks. Prices stand for the quantities named.',
      sent_at: '2026-11-22T01:30:00Z',
      sent_to: 'ap@kopikaki.example',
      seen_at: '2026-11-22T06:12:40Z',
      last_seen_at: '2026-11-23T03:04:00Z',
      answered_at: '2026-11-23T03:05:00Z',
      answered_by: 'Lim Hui Min',
      decline_reason: null,
      replaces_quotation_id: null,
      invoice_draft_id: null,
      invoice_id: null,
      public_url: 'https://nexuscore.example/quotation/nxq_…',
    }).map(([name, value]) => [`${component}.${name}`, value] as const),
  ),
)

/** What an example of a request sends. */
export const quotationFields: Record<string, string[]> = {
  NewQuotation: ['customer_id', 'valid_until', 'notes'],
  QuotationPreview: ['customer_id'],
  QuotationChanges: ['notes'],
}

/** What an operation does, where its name does not say enough. */
export const quotationNotes: Record<string, string> = {
  sendQuotation:
    'Gives a draft its number, freezes it and mails the link to its page with the PDF; one that is open is mailed again. The answer comes before the mail goes: `GET /quotations/{id}/mails` says what became of it.',
  seeQuotation: 'Said by the page of a quotation once it is in view; the first time is recorded.',
  listQuotationMails:
    'What was mailed of this quotation, to a lead or a customer, and whether the mail server took it.',
}
