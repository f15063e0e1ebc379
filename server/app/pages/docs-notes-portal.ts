/** What an operation of the customer portal does. */
export const portalNotes: Record<string, string> = {
  getSellerPortal: 'Whether your customers have a portal, what they find in it, and its address for your website.',
  updatePortalSettings:
    'Switches the portal on or off and chooses what customers find in it. It holds from their next click; while it is off nobody is in.',
  getCustomerPortal: 'Where one customer comes in, and on which devices they are in now.',
  sendPortalLink:
    'Mails the customer a link to their portal, to the address on record and nowhere else. It works once, for half an hour from when the mail goes out.',
  endPortalSessions: 'Puts the customer out on all devices, and voids links that are on their way.',
  getPortalDoor: 'Whose portal it is. A portal that is off is answered like one that never was.',
  requestPortalLink:
    'Mails a link if the address is that of a customer. The answer is the same if it is not, and at most one mail a minute goes to an address.',
  startPortalSession:
    'Takes the link for a session, whose cookie comes with the answer. Where the address belongs to several customers, `customer_id` is null and nothing is used up: send the token again with one of them.',
  getPortalOverview: 'Who came in, what the seller shows, and what is due.',
  endPortalSession: 'Logs out on this device.',
  listPortalInvoices: 'Your invoices, the latest first, each with its status and the page where it is paid.',
  getPortalInvoicePdf: 'One of your invoices as a document.',
  listPortalCreditNotes: 'Your credit notes, the latest first.',
  getPortalCreditNotePdf: 'One of your credit notes as a document.',
  requestPortalArchive:
    'All your invoices and credit notes as one zip, made in the background. While one is being made, asking again gives the same one.',
  getPortalArchive: 'How far your zip has come. Ask every second or so until it is `ready`.',
  downloadPortalArchive: 'The zip itself, each document under its number. It can be downloaded for seven days.',
  getPortalStatement: 'All that moved between you and the seller in some days, as it is now.',
  getPortalStatementPdf: 'The same as a document.',
  getPortalDetails: 'How the seller knows you.',
  updatePortalDetails:
    'Corrects your details, which the seller sees. A new address for bills is told to both addresses, and ends your visits on other devices.',
  listPortalPlans: 'Your subscriptions, and the plans you may move them to.',
  previewPortalPlan: 'What a change would do today, to the cent. Nothing is changed.',
  choosePortalPlan:
    'Moves your subscription, when and at what cost the billing rules of the seller say. Only where the seller allows it, and not to less within a minimum term.',
}
