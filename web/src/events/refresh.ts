import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { EventNotice } from '#modules/events/schemas.ts'
import { isChanging } from '#web/api/client.ts'

/** `opened`: from here on nothing is missed; `reread`: something may have been. */
export type News = EventNotice | 'opened' | 'reread'

const gather_ms = 200
const rest_ms = 700

/** The first part of the keys of what shows a kind of thing, its own first. Others of leads concern what shows leads; any other kind, all. */
const shownBy: Record<string, [own: string, ...others: string[]]> = {
  customer: ['customers', 'drafts', 'reports', 'recurring-invoices'],
  invoice: [
    'invoices',
    'credit-notes',
    'drafts',
    'payments',
    'reports',
    'entitlements',
    'recurring-invoices',
    'dunning',
    'bank',
    'interest',
    'agreements',
  ],
  invoice_draft: ['drafts', 'subscriptions', 'recurring-invoices'],
  recurring_invoice: ['recurring-invoices'],
  customer_mail: ['dunning'],
  lead: ['leads', 'lead-duplicates', 'lead-forms', 'lead-submissions', 'quotations'],
  saved_view: ['saved-views'],
  lead_form: ['lead-forms', 'lead-submissions'],
  lead_submission: ['lead-submissions', 'lead-forms', 'leads'],
  quotation: ['quotations'],
  lead_import: ['leads', 'lead-imports'],
  lead_duplicate: ['lead-duplicates'],
  lead_duplicates: ['lead-duplicates'],
  contact: ['customers'],
  lead_stage: ['leads', 'lead-settings'],
  lead_field: ['leads', 'lead-settings'],
  lead_settings: ['lead-settings'],
  score_rule: ['leads', 'lead-settings'],
  assignment_rule: ['lead-settings'],
  absence: ['lead-settings'],
  invoice_batch: ['invoice-batches', 'invoices', 'drafts', 'reports'],
  document_archive: ['document-archives'],
  pay_link: ['invoices'],
  payment: ['payments', 'reports', 'dunning', 'bank', 'interest'],
  portal_settings: ['portal'],
  portal_link: ['portal'],
  portal_session: ['portal'],
  portal_sessions: ['portal'],
  refund: ['payments', 'reports'],
  credit_note: ['credit-notes', 'invoices', 'payments', 'reports', 'agreements'],
  payment_settings: ['payment-settings'],
  accounting: ['accounting'],
  agreement: ['agreements', 'drafts'],
  interest: ['interest'],
  interest_settings: ['interest'],
  interest_terms: ['interest'],
  accounting_settings: ['accounting-settings'],
  plan: ['plans', 'prices', 'pricing'],
  price: ['prices', 'plans', 'pricing', 'subscriptions'],
  subscription: ['subscriptions', 'invoices', 'renewals', 'reports'],
  subscription_charge: ['subscriptions'],
  billing_rules: ['billing-rules', 'subscriptions'],
  renewal_run: ['renewals', 'subscriptions', 'invoices', 'drafts', 'reports'],
  coupon: ['coupons'],
  meter: ['meters', 'usage'],
  usage: ['usage'],
  organization: ['organizations', 'me', 'gst', 'reports', 'operator', 'plan-terms'],
  member: ['members', 'me', 'roles', 'entitlements'],
  role: ['roles', 'members', 'me', 'invitations'],
  invitation: ['invitations', 'members', 'roles', 'entitlements'],
  entitlements: ['entitlements', 'members', 'plan-terms'],
  api_key: ['api-keys'],
  support: ['support'],
  impersonation: ['support', 'me', 'operator'],
  user: ['operator'],
  uen_claim: ['operator'],
  job: ['operator'],
  bank_account: ['bank'],
  bank_import: ['bank'],
  bank_transaction: ['bank'],
  bank_matching: ['bank'],
  stripe_event: ['operator', 'stripe'],
  stripe: ['stripe'],
  card_collection: ['online-payments'],
  card_dispute: ['online-payments', 'payments', 'invoices', 'reports'],
  online_payment: ['online-payments', 'invoices', 'payments', 'reports'],
  saved_card: ['saved-cards', 'online-payments'],
  // Shown only in the feed, which is always read again.
  events: ['events'],
  access: ['events'],
  ownership: ['ownership', 'members', 'me'],
}

/** Reads again what the news are about, in place: nothing is emptied, so scroll, focus and typed text stay. */
export function createRefresher(queryClient: QueryClient) {
  let heard: News[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastAt = 0

  function hear(news: News) {
    heard.push(news)
    // Not everybody at the same moment, and a burst is read once.
    timer ??= setTimeout(refresh, Math.max(gather_ms * (1 + Math.random()), lastAt + rest_ms - Date.now()))
  }

  function refresh() {
    // What was read before a change of our own must not arrive after its answer.
    if (isChanging()) {
      timer = setTimeout(refresh, gather_ms)
      return
    }
    timer = undefined
    lastAt = Date.now()
    const news = heard
    heard = []
    const isQuiet = document.hidden || news.every((each) => each === 'opened')
    void queryClient.invalidateQueries({
      predicate: ({ queryKey }) => news.some((each) => concerns(each, queryKey)),
      // Out of sight it is only marked, and read when somebody looks.
      refetchType: isQuiet ? 'none' : 'active',
    })
  }

  return { hear, stop: () => clearTimeout(timer) }
}

export function concerns(news: News, [noun, part, id]: QueryKey): boolean {
  // A preview is made from what is being typed here.
  if (part === 'preview') return false
  if (typeof news === 'string' || noun === 'events') return true
  const shown = shownBy[news.kind] ?? (news.kind.startsWith('lead') ? ['leads'] : undefined)
  if (!shown) return true
  if (part === 'one' && noun === shown[0]) return id === news.subject_id
  return shown.some((each) => each === noun)
}
