import { bankNotes } from './docs-notes-bank.ts'
import { stripeNotes } from './docs-notes-stripe.ts'
import { portalNotes } from './docs-notes-portal.ts'
import { bulkNotes } from './docs-notes-bulk.ts'
import { usageNotes } from './docs-notes-usage.ts'
import { leadMailNotes } from './docs-story-lead-mails.ts'
import { ledgerNotes } from './docs-story-ledger.ts'
import { quotationNotes } from './docs-story-quotations.ts'

/** What an operation does, in a sentence or three, for those whose route has no summary of its own. */
export const operationNotes: Record<string, string> = {
  ...ledgerNotes,
  ...bulkNotes,
  ...leadMailNotes,
  ...quotationNotes,
  registerUser:
    'Makes an account and sends a mail with a link that confirms the address. The answer is the same for an address that has an account already; its owner is told by mail.',
  verifyEmail: 'Uses up the token from the mail. Each works once, within 24 hours.',
  verifyEmailByLink:
    'The same for clients that can only follow a link. Mail scanners open links too, so prefer the one that posts.',
  resendVerification: 'Sends a new link, at most one a minute. Says the same whether or not there is an account.',
  logIn:
    'With `X-Client: web` the answer sets a session cookie and holds `user` alone. Without it, a program gets an access token for ten minutes and a refresh token. An account with a second factor answers 401 `auth.totp_required` until a code or a passkey comes along.',
  refreshSession:
    'Trades a refresh token for a new pair; the old one is dead from then on. A token that comes twice ends its whole session, for it may have been copied. Within ten seconds the same client gets the same answer once more, in case the first was lost.',
  logOut: 'Ends the session that the request came with. Its cookie and tokens are dead at once.',
  requestPasswordReset:
    'Mails a link that sets a new password, at most one a minute. The answer is the same for every address.',
  resetPassword:
    'Sets a new password by the token from the mail, within 30 minutes and once. Every session ends; nobody is logged in by it.',
  changePassword: 'Wants the password of today. The other sessions are logged out, and a mail tells of it.',
  listSessions: 'Where you are logged in: each browser and each program, the last used first.',
  endSession: 'Signs one of your sessions out, such as that of a lost phone. It is dead at its next request.',
  endOtherSessions: 'Logs out everywhere but here.',
  stepUp:
    'Proves once more that it is you, by password, code or passkey, for what a session alone may not do. It lasts ten minutes. A browser gets a new cookie.',
  beginPasskeyStepUp:
    'What the browser needs to prove with a passkey that you are still there: hand it to `PublicKeyCredential.parseRequestOptionsFromJSON`, and the answer to `POST /auth/step-up`.',
  getFactors: 'What proves that it is you beside the password, and which organisations ask for it.',
  beginTotp:
    'Makes a secret for an authenticator app. It counts from its first right code on; an app from before does until then. Wants a step-up.',
  confirmTotp:
    'The first code of the app. From then on logging in asks for one. With the first second factor come ten recovery codes, shown this once.',
  removeTotp:
    'Wants a step-up. The last second factor stays while an organisation of yours requires one, or while your password is too short to stand alone.',
  generateRecoveryCodes: 'Ten new codes; the old ones are void. Wants a step-up.',
  beginPasskey:
    'What the browser needs to make a passkey: hand it to `PublicKeyCredential.parseCreationOptionsFromJSON`, and the answer within five minutes to `POST /auth/passkeys`. Wants a step-up.',
  addPasskey: 'Keeps the public key of a new passkey. It must come from the session that asked for the options.',
  renamePasskey: 'Gives one of your passkeys another name.',
  removePasskey:
    'Wants a step-up. The last second factor stays while an organisation of yours requires one, or while your password is too short to stand alone.',
  beginPasskeyLogIn:
    'What the browser needs to log in with a passkey: hand it to `PublicKeyCredential.parseRequestOptionsFromJSON`. The same for everybody, so it tells nothing of anybody.',
  logInByPasskey:
    'Logs in by passkey alone, without address and password. The authenticator must have made sure who holds it, by PIN or finger. Cookie or tokens as at `POST /auth/login`.',
  getMe: 'Who is logged in, the organisations they belong to, and what they may do in each.',
  updateMe: 'Changes your name or your time zone.',
  listMyEvents: 'Your security log: sign-ins, changes of password and address, ended sessions. Newest first.',
  changeEmail:
    'Asks both addresses by mail to confirm the move; nothing changes until both have. Wants a step-up. The answer is the same for an address that is taken.',
  confirmEmailChange: 'Uses the token from one of the two mails. The second of them moves the account.',
  createOrganization:
    'You become its owner. A UEN belongs to at most one organisation of an installation; its check letter is verified.',
  listMyOrganizations: 'The organisations you belong to, with your role in each.',
  getOrganization: 'The details that stand on invoices as the seller.',
  updateOrganization:
    'Documents that were issued before keep what they say. A new GST number with a later day follows on the registration of before; with the same day it corrects it. `warnings` lists what was accepted and may still be a mistake.',
  getOrganizationClock:
    'The time that holds in the organisation. It is that of everybody, unless a test or the demo moved it.',
  advanceClock:
    'Lets the time of one organisation go by: a job takes its clock there day by day, and on each day happens what is due on it, such as renewals. Time goes forward alone, a year at a time. Sessions, keys, invitations and limits stay on the time of everybody. Refused in production.',
  updateSecurity: 'How members must log in to come into this organisation.',
  listGstRegistrations:
    'When the organisation was registered for GST, and as what. An invoice takes what holds on its tax point.',
  claimUen:
    'For a UEN that cannot be used: asks the operator of the installation. The answer is the same whether or not somebody has it.',
  listMembers:
    'Who belongs to the organisation, in the order in which they signed up, with what you may make of each, and how many seats are taken.',
  listRoles:
    'The six that are always there, and those that your organisation made, each with what it allows and how many hold it. `grantable_permissions` is what a role of yours may allow, in words.',
  viewRole: 'A role that your organisation made, with who holds it.',
  createRole:
    'Makes a role beside the six. It may allow what you may do yourself, but for what stays with owners and admins: the team, its security and the ownership. What a permission needs comes with it: who writes invoices also sees them. Wants a step-up.',
  updateRole: 'Holds for all who have the role, from their next request on, and for their API keys. Wants a step-up.',
  deleteRole: 'Refused while somebody holds the role or is invited to it; the answer says who. Wants a step-up.',
  updateMember:
    'Gives a member another role, from their next request on. Nobody gives a role above their own, or changes somebody who has one; the last owner stays.',
  removeMember: 'Takes a person out, from their next request on. What they did stays on record.',
  leaveOrganization: 'You no longer belong to it, at once. The last owner cannot leave.',
  listOwnershipOffers: 'The open offer to hand over the ownership, if there is one.',
  transferOwnership:
    'Asks a member, also by mail, to become owner in your place. Nothing changes until they accept; then you are an admin. A new offer replaces the one before.',
  acceptOwnership: 'You become owner, and who offered it an admin.',
  declineOwnership: 'Says no to the offer that was made to you; everything stays as it was.',
  withdrawOwnership: 'Takes your offer back before it is answered.',
  listInvitations: 'Invitations that were neither accepted nor revoked, newest first, with those that expired.',
  createInvitation:
    'Sends a mail with a link that works once, within seven days, for whoever logs in with that address. Inviting the same address again replaces role and link. An open invitation takes a seat.',
  resendInvitation: 'Sends a new link for another seven days. The one before is dead.',
  revokeInvitation: 'Its link is dead at once, and its seat is free.',
  previewInvitation:
    'What an invitation is about, before logging in. A token that was used, revoked or never made looks like one that expired.',
  acceptInvitation: 'You belong to the organisation from then on. Works once, and only for the address it was sent to.',
  listApiKeys: 'The keys of the organisation, newest first, with what each may do today and when it was last used.',
  createApiKey:
    'Makes a key for a program. `secret` is in this answer and never again: a replay under the same `Idempotency-Key` has null there. The owners get a mail.',
  updateApiKey: 'Another name, or other networks. What a key may do is fixed: make a new one.',
  rotateApiKey:
    'A new key with the same name, scopes and networks. The old one works for another `overlap_hours`, so that there is time to put the new one in its place.',
  revokeApiKey: 'Stops a key for good, from its next request on. Revoking twice changes nothing.',
  listCustomers: 'Newest first. Archived customers are left out unless you ask for them.',
  countCustomers: 'How many customers a filter shows, without loading them.',
  createCustomer:
    'Only the name is needed to begin with; an address is needed before the first invoice. A UEN belongs to one customer.',
  getCustomer: 'One customer, with the `version` that a change must name.',
  updateCustomer: 'Send the fields that change and leave out the others. null empties a field.',
  archiveCustomer: 'Takes a customer out of the lists. Invoices stay, and archiving twice changes nothing.',
  restoreCustomer: 'Brings an archived customer back into the lists.',
  listMeters: 'What is counted, newest first. Archived meters are left out unless you ask for them.',
  ...bankNotes,
  ...stripeNotes,
  ...portalNotes,
  ...usageNotes,
  listGstCodes: 'The GST codes that a line may have, with the rate that holds today.',
  listPlans: 'In the order of the seller. Archived ones are left out unless you ask for them.',
  createPlan: 'A plan, or an add-on that is sold beside plans. What it costs is said by its prices.',
  getPlan: 'One plan, with the `version` that a change must name.',
  updatePlan:
    'Send the fields that change; `features` and `limits` are replaced as a whole. A new default takes the place of the one before.',
  archivePlan: 'Nobody new can have it; who has it keeps it. The default stays until another plan is.',
  restorePlan: 'Sells an archived plan again.',
  getPricing:
    'For anybody: the visible plans of whoever runs this installation, with the prices and GST of today. May be kept for a minute.',
  listPrices: 'All prices that a plan has or had, newest first.',
  createPrice: 'Says what a plan costs. A price is never edited, for somebody may have been given it: replace it.',
  getPrice: 'One price with its plan.',
  replacePrice:
    'Sells at other terms from a day on: makes a new price, which is the answer, and ends the sale of the old one the day before. Who has the old one keeps it until moved.',
  retirePrice: 'Ends the sale of a price, at once or after a last day. Who has it keeps it.',
  restorePrice:
    'Takes the end of a sale back. To withdraw a replacement that was announced too soon, retire that one first.',
  quotePrice: 'What one interval costs for a quantity, worked out where invoices are. Changes nothing.',
  listCoupons: 'Newest first, with how often each was redeemed. Archived ones are left out unless you ask for them.',
  createCoupon: 'A percentage or an amount off, for the first invoice, some months, or for ever.',
  getCoupon: 'One coupon, with the `version` that a change must name.',
  updateCoupon: 'Changes its name, cap and end. What it takes off stays, for somebody was promised it.',
  archiveCoupon: 'Nobody new can redeem it; who has it keeps it.',
  restoreCoupon: 'An archived coupon can be redeemed again.',
  listSubscriptions: 'Newest first. `status=running` shows those that are renewed: trialing, active and past due.',
  countSubscriptions: 'How many there are of each status, and what the running ones come to in a month.',
  createSubscription:
    'Puts a customer on a price. Without a trial its first invoice is issued at once, with the next number of the year.',
  previewSubscription:
    'What a new subscription would charge today: the invoice to the cent, or every mistake at once. Nothing of it is kept.',
  getSubscription: 'One subscription with its terms, its period and what is to become of it.',
  previewChange:
    'What a change would do today, to the cent: what is credited and charged, the GST, and the next invoice. Changes nothing.',
  changeSubscription:
    'Another price or number of seats, now or with the renewal. What it charges is what the preview shows; asking for the present terms takes back what was scheduled.',
  cancelSubscription:
    'Ends it with its period, which `POST …/resume` takes back, or now: unused time becomes credit, and what is still to be charged goes on a last invoice.',
  pauseSubscription: 'No renewals until it is resumed. The period that was paid for runs on.',
  resumeSubscription:
    'Ends a pause: within the period that was paid for it goes on as it was, after it a new period begins today and is invoiced. Or takes back a cancellation that has not come yet.',
  addAddOn:
    'For the rest of the period it goes in part on the next invoice, then in full with each renewal. It must be billed as often as the plan.',
  removeAddOn: 'It is on no further invoice. What was paid for runs to the end of the period.',
  listPeriods: 'What was billed, period by period, each with its invoice.',
  listCharges: 'What waits for the next invoice: one-off charges, and changes that are charged later.',
  addCharge: 'Puts something on the next invoice, once.',
  removeCharge: 'Takes a charge back that is on no invoice yet.',
  moveSubscribers:
    'Moves whoever is on a price to another of the same interval, each with their next renewal. Who has another change before them keeps that.',
  getBillingRules: 'When changes take effect and how they are charged; the defaults until somebody changes them.',
  updateBillingRules: 'Send the fields that change. Holds for changes from now on; what was scheduled stays.',
  listRenewalRuns: 'Newest first, dry runs included.',
  startRun:
    'Renews whatever is due today, in the background; ask for the run to see how far it is. One at a time. A dry run works everything out and changes nothing. NexusCore starts runs by itself each hour.',
  getDueRenewals: 'How many subscriptions a run today would look at, and when the next one is due.',
  getRenewalRun: 'One run, with what came of it so far.',
  listRenewalSkips: 'Whom the run could not bill, and why. They stay due.',
  previewDraft: 'Works out lines, GST and totals as they would be, and keeps nothing. Made for totals while typing.',
  createDraft:
    'Keeps an unfinished invoice. It has no number and may be incomplete; `missing` says what is still needed.',
  listDrafts: 'Newest first.',
  getDraft: 'One draft, with its totals at the rates of today.',
  updateDraft: 'Send the fields that change. `lines` is replaced as a whole.',
  deleteDraft:
    'Drafts have no number, so nothing is left behind. What a renewal run drafted is then not billed: its period is waived, one-off charges wait for the next invoice, and the credit that it used comes back.',
  issueDraft:
    'Turns the draft into an invoice: the next number of the year without a gap, and a record that nobody can change again. The draft is gone.',
  issueInvoice:
    'Issues an invoice at once, without a draft. It gets the next number of the year, and nobody can change it again.',
  listInvoices:
    'By day of issue, newest first, unless `sort` says otherwise. `overdue` is decided by the calendar of the organisation.',
  sumInvoices: 'Count and sums over the same filter as the list. Void invoices are counted and not summed.',
  getInvoice: 'The whole document: both parties as they were on the day of issue, the lines, and GST by code and rate.',
  getInvoicePdf:
    'The document to print or send, with a PayNow code while something is due. For a link or a frame, which cannot send a header, `organization_id` may stand in the address.',
  voidInvoice: 'Takes an unpaid invoice out of force. It keeps its number and stays on record with the reason.',
  listRecurringInvoices: 'Newest first. `held` shows those whose date has come and that could not be made.',
  createRecurringInvoice:
    'Sets up what is invoiced again and again without a plan. When it begins today, the first invoice or draft is made in the same moment. NexusCore makes the others by itself, within an hour of midnight in the time zone of the organisation.',
  previewUnsavedRecurringInvoice:
    'Dates and the next invoice as they would be, and keeps nothing. Made for what is being typed.',
  getRecurringInvoice: 'One recurring invoice, with its lines as typed.',
  updateRecurringInvoice:
    'Send the fields that change; what was made stays. Another interval counts from the next date, and `first_date` is the day of the next invoice.',
  previewRecurringInvoice: 'The dates to come, and the next invoice at the GST rates of its day.',
  listRecurringInvoiceDates: 'What became of each date, the latest first.',
  pauseRecurringInvoice: 'Nothing is made until it is resumed.',
  resumeRecurringInvoice:
    'Takes up what was paused or ended. Dates that passed meanwhile are skipped, never caught up, and answered in `skipped_dates`.',
  endRecurringInvoice: 'Nothing is made any more. What was made stays.',
  getDunningSettings:
    'The ladder of reminders, which is off until you switch it on, and the placeholders for its texts.',
  updateDunningSettings:
    'Which reminders go out, and in which words. What was sent stays. A customer gets one mail of a step, which lists everything overdue.',
  previewStep: 'The mail of a step as a customer would get it today. Keeps nothing, sends nothing.',
  getCustomerDunning: 'What is late, how late they usually are, what they were told, and what comes next.',
  remindCustomer:
    'Sends a reminder now, in the words of the step that is reached, also while reminders are off or paused. One a day at most.',
  pauseDunning: 'No reminders by themselves, until a day or until somebody resumes.',
  resumeDunning: 'Reminders go on where they stopped.',
  getInvoiceDunning: 'Why the invoice is chased or not, with promises, disputes and reminders.',
  recordPromise: 'The customer says when they will pay. Until that day is over no reminder lists the invoice.',
  withdrawPromise: 'The promise was a mistake, or does not hold any more.',
  openDispute: 'The customer says that something is wrong. Until it is resolved no reminder lists the invoice.',
  resolveDispute: 'Settled, one way or the other. Reminders go on while anything is due.',
  getStatement: 'All that moved between you and a customer in some days, with the balance after each.',
  getStatementPdf: 'The same as a document. For a link or a frame, `organization_id` may stand in the address.',
  sendStatement: 'Mails the statement as a PDF, drawn when the mail goes out.',
  recordPayment:
    'Money that came in: for one invoice, or of a customer for any number of invoices. What settles none is credit of the customer. An invoice becomes paid when nothing is due any more; more than is due on it is refused.',
  listPayments: 'Newest first.',
  getPayment: 'One payment and the invoices it was set against.',
  getMoneyOverview: 'What is owed, what is late and by how much, what came in, and whom to remind first.',
  listEvents:
    'Everything that happened, newest first: who did what and when, and what each field was before. Events are written with the change itself and cannot be altered.',
  streamEvents:
    'Server-sent events, open until you leave: `changed` for each event, with what is shown here as its data, and `reread` when more changed than is named. They hold nothing of the data itself.',
  exportEvents:
    'All events that the filter shows, oldest first, as a file. That you took them along is recorded as an event. JSONL holds in `seal` what a program needs to verify the chain by itself.',
  verifyEvents:
    'Walks the audit chain from the first event and compares it with the signed head that was kept outside the database. The first place that is not as it was sealed is named. It reads every event, so it takes a while where there are many.',
  getSupportState: 'Whether the operator of the installation is let in just now, and when they were.',
  grantSupport:
    'Lets the operator in for so many hours, to look or also to change customers, invoices and payments. Takes the place of what was granted before. Wants a step-up.',
  revokeSupport: 'Shows the operator out at once, also from where they are just now.',
  listOrganizationEntries:
    'For the operator: every organisation, newest first. That it was asked is noted in your security log.',
  viewOrganization: 'For the operator: the members and the plan of one organisation, and nothing of its business.',
  disableOrganization:
    'For the operator: nobody comes into the organisation from the next request on. Nothing is deleted. Wants a step-up.',
  enableOrganization: 'For the operator: lets its people in again.',
  impersonate:
    'For the operator: stands in for a member of an organisation that granted support access. Send your own session with its id in `X-Organization-Id`. Both names are in its audit trail. Wants a step-up.',
  endImpersonation: 'Leaves before the time is over.',
  listUserEntries: 'For the operator: everybody who has an account, newest first.',
  viewUser: 'For the operator: one person and the organisations they belong to.',
  disableUser:
    'For the operator: ends all sessions of the person, who cannot log in until they are enabled. Wants a step-up.',
  enableUser: 'For the operator: the person can log in again.',
  startPasswordReset:
    'For the operator: mails the person the link that they could ask for themselves. Nobody but them sees it.',
  listUenClaims: 'For the operator: who asks for a UEN that they could not use.',
  resolveUenClaim:
    'For the operator: refuses the claim, or frees the UEN of an organisation that was disabled before. Whoever asked is told by mail.',
  getJobHealth: 'For the operator: what waits, what runs, what gave up and why, and which workers live.',
  listOnlinePayments: 'What was asked of Stripe to be paid for invoices, the newest first, with what became of it.',
  getOnlinePayment: 'One of them. Read it again after a page was left: it changes when Stripe tells of it.',
  startCheckout:
    'A page of Stripe on which the invoice is paid by card: send the customer to `url`. Asking again while it is open gives the same page; when another amount is due by then, the old page closes and a new one opens.',
  startPayNow:
    'A PayNow code of Stripe for what is due: show `qr_data` as a QR code, or send the customer to `url`. Asking again while it is open gives the same code.',
  chargeSavedCard:
    'Charges what is due to the card that the customer left, without them. `status` says how it went: `succeeded`, `failed` with the reason and whether a later try is of use, `processing`, or `opening` where Stripe has not answered yet. Only one is under way at a time for an invoice. Under the same key it is shown as it was begun; read it again for how it went.',
  refundOnlinePayment:
    'Sends money back the way it came, in full or in part, as far as it settles no invoice: a credit note frees it. It is `pending` until Stripe says that it arrived; where it fails the money is credit of the customer again.',
  listSavedCards: 'Cards that the customer left with Stripe, as far as they may be shown.',
  removeCard: 'The card is charged no more, and Stripe is told to forget it.',
  listStripeReconciliations:
    'For the operator: what each night found when it compared what we hold with what Stripe holds, and whether it could be mended.',
  receiveStripeEvent:
    'For Stripe alone, which signs what it sends: the header `Stripe-Signature` must sign the very bytes of the body. The event is kept, answered at once, and worked through soon after. The same event again changes nothing.',
  listStripeEvents: 'For the operator: what Stripe sent, the newest first, and what became of it.',
  getStripeEvent: 'For the operator: one event, without what was in it.',
  replayStripeEvent:
    'For the operator: gives an event a new life. What it is about is read from Stripe again, so that nothing happens twice.',
  retryJob: 'For the operator: gives a job that gave up a new life.',
  removeJob: 'For the operator: lets a job that gave up go for good.',
  listServerFailures:
    'For the operator: requests of the last 30 days that failed through a fault of the program, without what they said.',
  getJsonWebKeys: 'The public keys that verify our access tokens (RFC 7517).',
  getInstance:
    'What this installation is: whether it has a demo company to try, and whether it keeps its mail to itself.',
}
