import type { Json } from './docs-examples.ts'

const of = (component: string, values: Record<string, Json>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${component}.${name}`, value]))

/** What the examples tell of many documents at once. */
export const bulkStory = ({
  invoice,
  draft,
  customer,
}: Record<'invoice' | 'draft' | 'customer', string>): Record<string, Json> => ({
  ...of('NewIssueBatch', { ids: [draft] }),
  ...of('NewSendBatch', { ids: [invoice], includes_sent: false }),
  ...of('NewMarkBatch', { ids: [invoice] }),
  ...of('BatchPreviewQuery', { action: 'send', ids: [invoice], includes_sent: false }),
  ...of('BatchPreview', {
    item_count: 312,
    amount_cents: 40_809_600,
    without_address_count: 2,
    returned_count: 1,
    sent_count: 0,
    void_count: 0,
  }),
  ...of('InvoiceBatch', {
    action: 'send',
    status: 'completed',
    includes_sent: false,
    item_count: 312,
    done_count: 309,
    refused_count: 3,
    amount_cents: 40_809_600,
    started_by: 'Tan Mei Ling',
    ended_at: '2026-11-22T01:30:20Z',
  }),
  ...of('InvoiceBatchItem', {
    id: invoice,
    position: 1,
    status: 'done',
    customer_name: 'Kopi Kaki Pte. Ltd.',
    number: 'INV-2026-00007',
    invoice_id: invoice,
    amount_cents: 130_800,
    refusal_code: null,
    refusal: null,
    settled_at: '2026-11-22T01:30:01Z',
  }),
  ...of('MailReport', {
    message_id: '<019a9c5e-3b1f-7c42-9d10-5a7e42c1b0f1.019a9c5e-3b1f-7c42-9d10-5a7e42c1b001@merlion.example>',
    kind: 'bounced',
    detail: '550 5.1.1 No such user',
  }),
  ...of('MailReportsNoted', { noted_count: 1 }),
  ...of('NewDocumentArchive', { ids: [invoice] }),
  ...of('DocumentFilter', { status: 'open', from: '2026-10-01', to: '2026-12-31', kinds: ['invoice'] }),
  ...of('DocumentArchive', {
    status: 'ready',
    customer_id: customer,
    document_count: 312,
    done_count: 312,
    file_name: 'documents-2026-11-22.zip',
    file_bytes: 14_201_118,
    failure: null,
    requested_by: 'Tan Mei Ling',
    ended_at: '2026-11-22T01:30:20Z',
    expires_at: '2026-11-29T01:30:20Z',
  }),
})
