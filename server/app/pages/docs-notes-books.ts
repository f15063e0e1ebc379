/** What operations do that take the books elsewhere, or look ahead. */
export const bookNotes: Record<string, string> = {
  getAccountingSettings:
    'How accounts and GST codes are called in Xero and QuickBooks Online, for the files that go there.',
  updateAccountingSettings: 'Send one system or both, each with all of its names.',
  listAccountingExports: 'The files that were taken, the newest first.',
  previewExport: 'What a file would hold, and how much of it an earlier file held. Changes nothing.',
  exportAccounting:
    'Invoices, credit notes, payments or contacts as CSV, in the columns that the other system takes in. The same question gives the same bytes, and with `is_new` only what no earlier file of its kind held. That you took it is recorded as an event. For a link, `organization_id` may stand in the address.',
  exportAgain:
    'The file that was taken then, for whoever lost it. An invoice that was voided since is left out. That you took it again is recorded as an event.',
  getPaymentHabit: 'How late a customer usually pays, how far that varies, and from how many invoices that is known.',
  getExpectedPayment:
    'On which day an open invoice is likely to be paid, and why: a promise, the habit of its customer, or that of all while the customer is new.',
  getExpectedCash: 'What open invoices are likely to bring in, by week, and who usually makes one wait.',
  getInterestSettings: 'What paying late costs, and whether it is charged by itself. Off until you switch it on.',
  updateInterestSettings: 'Send the fields that change. What was charged or waived stays as it was.',
  getInterestTerms: 'What was agreed with one customer, where it differs.',
  updateInterestTerms: 'Send the fields that change; null takes a field back to what holds for everybody.',
  listInterestProposals:
    'Interest that has grown on late invoices until today, with its calculation, while nobody decided over it. The oldest due date first.',
  getInvoiceInterest: 'The same for one invoice, with what was charged and waived so far.',
  chargeInterest:
    'Issues a debit note for the interest that has grown until today, with its calculation on it; out of the scope of GST. The next one begins with the next day.',
  waiveInterest:
    'Lets the customer off the interest that has grown until today, with a reason. What grows later is another matter.',
  agreeDraft: 'Turns a draft into an agreed total that is billed in parts. The draft is gone.',
  listAgreements: 'Newest first.',
  getAgreement: 'One agreed total: its lines, what was billed of each, and the invoices so far.',
  previewPart: 'What the next part would come to, with GST, and what would remain. Issues nothing.',
  billPart:
    'Issues the invoice of a deposit, of progress or of all that remains. What was billed before is taken off, and its GST was accounted for then. Never more than was agreed; what a credit note took back may be billed again.',
  endAgreement: 'The rest is not billed, unless it is reopened. What was billed stays owed.',
  reopenAgreement: 'The rest of what was ended may be billed again.',
}
