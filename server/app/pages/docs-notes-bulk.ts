/** What is done with many documents at once, and how they reach their customers. */
export const bulkNotes: Record<string, string> = {
  previewInvoiceBatch:
    'What a choice comes to, and how many of it would be refused as far as one can tell at a glance. Changes nothing.',
  startIssueBatch:
    'Issues drafts in the background, the oldest first, each with the next number; what is incomplete stays a draft and says why. The same key twice starts one batch.',
  startSendBatch:
    'Mails invoices with their PDFs in the background. What was sent before, and whose address returned the last mail, is refused and named.',
  startMarkBatch: 'Notes that invoices reached their customers by other ways than mail.',
  listInvoiceBatches: 'Newest first.',
  getInvoiceBatch: 'How far it is.',
  listInvoiceBatchItems: 'Each document, in the order in which they are done, with what became of it.',
  cancelInvoiceBatch: 'Stops after the document that is being done. What is done stays done.',
  sendInvoice:
    'Mails the invoice with its PDF. The answer comes before the mail goes: `GET /invoices/{id}/mails` says what became of it.',
  listInvoiceMails: 'What was mailed of this invoice, and whether the mail server took it.',
  markInvoiceSent: 'It reached the customer by other ways than mail: on paper, by chat, through their own portal.',
  unmarkInvoiceSent: 'The mark was a mistake.',
  receiveMailReports:
    'For your mail provider: what became of mails, by their Message-ID. Wants the secret of `MAIL_WEBHOOK_SECRET`; without one the address is not there.',
  listReturnedMails:
    'The last mail to the address that the customer has today, where it failed, bounced or was called spam; else nothing.',
  requestDocumentArchive:
    'Puts the PDFs of up to 10,000 documents into one zip file, in the background. Which documents go in is decided now, by `ids` or by `filter`; each is drawn as it stands when its turn comes. Ask for the archive to see how far it is.',
  listDocumentArchives: 'Newest first, expired ones too.',
  getDocumentArchive: 'How far it is, and until when its file can be downloaded.',
  cancelDocumentArchive: 'Stops drawing. Nothing of it can be downloaded.',
  downloadDocumentArchive:
    'The zip file, each PDF named by the number of its document. For a link, which cannot send a header, `organization_id` may stand in the address.',
}
