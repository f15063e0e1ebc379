import { accountingRoutes } from '#modules/accounting/routes.ts'
import { agreementRoutes } from '#modules/agreements/routes.ts'
import { apiKeyRoutes } from '#modules/api-keys/routes.ts'
import { authRoutes, jwksRoute } from '#modules/auth/routes.ts'
import { permissions } from '#modules/auth/permissions.ts'
import { permissionsHeld } from '#modules/auth/role-catalogue.ts'
import { bankRoutes } from '#modules/bank/routes.ts'
import { bankTransactionRoutes } from '#modules/bank/transaction-routes.ts'
import { creditNoteRoutes } from '#modules/credit-notes/routes.ts'
import { customerRoutes } from '#modules/customers/routes.ts'
import { entitlementRoutes } from '#modules/entitlements/routes.ts'
import { eventRoutes } from '#modules/events/routes.ts'
import { verifyAgainstHead } from '#modules/events/verify-events.ts'
import { gstRoutes } from '#modules/gst/routes.ts'
import { documentArchiveRoutes } from '#modules/document-archives/routes.ts'
import { dunningRoutes } from '#modules/dunning/routes.ts'
import { forecastRoutes } from '#modules/forecasts/routes.ts'
import { interestRoutes } from '#modules/interest/routes.ts'
import { customerMailRoutes } from '#modules/customer-mails/routes.ts'
import { draftRoutes } from '#modules/invoices/draft-routes.ts'
import { invoiceBatchRoutes } from '#modules/invoice-batches/routes.ts'
import { invoiceRoutes } from '#modules/invoices/routes.ts'
import { clockRoutes } from '#modules/organizations/clock-routes.ts'
import { invitationRoutes } from '#modules/organizations/invitation-routes.ts'
import { memberRoutes } from '#modules/organizations/member-routes.ts'
import { organizationRoutes } from '#modules/organizations/routes.ts'
import { operatorRoutes } from '#modules/operator/routes.ts'
import { journalRoutes } from '#modules/journal/routes.ts'
import { payPageRoutes } from '#modules/pay-pages/routes.ts'
import { refundRoutes } from '#modules/payments/refund-routes.ts'
import { paymentRoutes } from '#modules/payments/routes.ts'
import { listPayUrls } from '#modules/pay-pages/queries.ts'
import { findInvoicesUrl, findStatementUrl } from '#modules/portal/queries.ts'
import { portalRoutes } from '#modules/portal/routes.ts'
import { planRoutes } from '#modules/plans/routes.ts'
import { recurringInvoiceRoutes } from '#modules/recurring-invoices/routes.ts'
import { renewalRoutes } from '#modules/renewals/routes.ts'
import { cardRoutes } from '#modules/stripe/card-routes.ts'
import { stripeConnectionRoutes } from '#modules/stripe/connection-routes.ts'
import { stripeEventRoutes } from '#modules/stripe/event-routes.ts'
import { isAtStripe } from '#modules/stripe/queries.ts'
import { onlinePaymentRoutes } from '#modules/stripe/routes.ts'
import { statementRoutes } from '#modules/statements/routes.ts'
import { subscriptionRoutes } from '#modules/subscriptions/routes.ts'
import { usageRoutes } from '#modules/usage/routes.ts'
import { roleRoutes } from '#modules/roles/routes.ts'
import { contactRoutes } from '#modules/contacts/routes.ts'
import { leadActivityRoutes } from '#modules/lead-activities/routes.ts'
import { quotationRoutes } from '#modules/quotations/routes.ts'
import { leadConversionRoutes } from '#modules/lead-conversions/routes.ts'
import { leadDuplicateRoutes } from '#modules/lead-duplicates/routes.ts'
import { savedViewRoutes } from '#modules/saved-views/routes.ts'
import { leadConsentRoutes } from '#modules/lead-consents/routes.ts'
import { publicFormRoutes } from '#modules/lead-forms/public-routes.ts'
import { leadFormRoutes } from '#modules/lead-forms/routes.ts'
import { leadSubmissionRoutes } from '#modules/lead-forms/submission-routes.ts'
import { leadRuleRoutes } from '#modules/lead-rules/routes.ts'
import { leadImportRoutes } from '#modules/lead-imports/routes.ts'
import { leadMailRoutes } from '#modules/lead-mails/routes.ts'
import { leadRoutes } from '#modules/leads/routes.ts'
import { leadStageRoutes } from '#modules/leads/stage-routes.ts'
import { type App, createHttp } from '#platform/http.ts'
import { reportDoor } from './customer-mail-jobs.ts'
import { isClockMovable } from './clock-jobs.ts'
import { healthRoutes } from './health.ts'
import { mailDoor } from './lead-mail-jobs.ts'
import { hasMailbox, instanceRoutes } from './instance.ts'
import { liveEvents } from './live.ts'
import { describeRoutes, type OpenApiDocument, openApiDocument } from './openapi.ts'
import { formPageRoutes } from './pages/form-page-routes.ts'
import { quotationPageRoutes } from './pages/quotation-page-routes.ts'
import { pageRoutes } from './pages/routes.ts'
import type { Parts } from './parts.ts'
import { refusalRecorder } from './record-refusal.ts'
import { securityHeaders } from './security-headers.ts'
import { beginOrganization } from './begin-organization.ts'
import { mailCardLink } from './card-mails.ts'
import { payDoor } from './stripe-jobs.ts'
import { simulatorRoutes } from './stripe-simulator.ts'
import { version } from './version.ts'
import { webRoutes } from './web.ts'

/** The whole web role: every module's routes under /api/v1, the pages, and the built web app. */
export async function buildApp(parts: Parts, after_commit: () => void = () => {}): Promise<App> {
  const { config, log, pool, worker_pool, gatekeeper, clock, cursors, documents, tokens, cookie, passwords } = parts
  const app = createHttp({
    log,
    pool,
    gatekeeper,
    permissions,
    clock,
    limiter: parts.limiter,
    note_refusal: refusalRecorder(parts),
    trust_proxy_hops: config.trust_proxy_hops,
    after_commit,
    on_failure: (failure) => parts.failures.record(failure),
    headers: securityHeaders(config.public_url),
    serializer_compiler: parts.serializer_compiler,
  })
  await describeRoutes(app, version)
  const live = liveEvents(app, parts)

  await app.register(
    (api, _options, done) => {
      const v1 = api as unknown as App
      authRoutes(v1, {
        tokens,
        passwords,
        second_factors: parts.second_factors,
        cookie,
        cursors,
        public_url: config.public_url,
      })
      organizationRoutes(v1, { cursors, permissionsOf: permissionsHeld, whenCreated: beginOrganization })
      clockRoutes(v1, { is_movable: isClockMovable(config) })
      roleRoutes(v1)
      memberRoutes(v1, { cursors, public_url: config.public_url })
      invitationRoutes(v1, { public_url: config.public_url })
      apiKeyRoutes(v1, { cursors, public_url: config.public_url })
      customerRoutes(v1, { cursors })
      gstRoutes(v1)
      planRoutes(v1, { cursors })
      entitlementRoutes(v1)
      usageRoutes(v1, { pool, cursors })
      leadRoutes(v1, { cursors, pool: parts.pool })
      leadImportRoutes(v1, { cursors, pool: parts.pool, storage: parts.storage })
      leadDuplicateRoutes(v1, { cursors })
      leadStageRoutes(v1)
      leadRuleRoutes(v1)
      leadActivityRoutes(v1, { cursors })
      leadMailRoutes(v1, { cursors, door: mailDoor(parts) })
      leadConversionRoutes(v1)
      quotationRoutes(v1, { cursors, documents, tokens: parts.quotation_tokens, public_url: config.public_url })
      leadConsentRoutes(v1)
      savedViewRoutes(v1)
      leadFormRoutes(v1, { cursors, door: parts.lead_forms.door })
      leadSubmissionRoutes(v1, { cursors })
      publicFormRoutes(v1, parts.lead_forms)
      contactRoutes(v1)
      draftRoutes(v1, { cursors })
      invoiceRoutes(v1, { cursors, documents })
      invoiceBatchRoutes(v1, { cursors })
      journalRoutes(v1, { cursors })
      creditNoteRoutes(v1, { cursors, documents })
      documentArchiveRoutes(v1, { cursors, storage: parts.storage })
      recurringInvoiceRoutes(v1, { cursors })
      paymentRoutes(v1, { cursors, documents })
      refundRoutes(v1, { cursors, isAtStripe })
      bankRoutes(v1, { cursors, storage: parts.storage })
      bankTransactionRoutes(v1, { cursors })
      payPageRoutes(v1, {
        tokens: parts.pay_tokens,
        documents,
        live,
        public_url: config.public_url,
        door: payDoor(parts),
      })
      portalRoutes(v1, {
        cookie: parts.portal_cookie,
        cursors,
        documents,
        statements: parts.statements,
        storage: parts.storage,
        payUrls: (ctx, ids) => listPayUrls(ctx, { tokens: parts.pay_tokens, public_url: config.public_url }, ids),
        public_url: config.public_url,
      })
      customerMailRoutes(v1, { door: reportDoor(parts) })
      dunningRoutes(v1, { portalUrl: (ctx, email) => findInvoicesUrl(ctx, config.public_url, email) })
      statementRoutes(v1, {
        documents: parts.statements,
        liveUrl: (ctx) => findStatementUrl(ctx, config.public_url),
      })
      agreementRoutes(v1, { cursors })
      forecastRoutes(v1)
      interestRoutes(v1, { cursors })
      accountingRoutes(v1, { pool })
      subscriptionRoutes(v1, { cursors })
      renewalRoutes(v1, { cursors })
      stripeEventRoutes(v1, { cursors, stripe: parts.stripe, inbox: parts.stripe_inbox })
      onlinePaymentRoutes(v1, { cursors, door: payDoor(parts) })
      cardRoutes(v1, { door: payDoor(parts), mailCardLink })
      stripeConnectionRoutes(v1, { cursors, door: payDoor(parts) })
      eventRoutes(v1, { pool, cursors, live, verify: (organization_id) => verifyAgainstHead(parts, organization_id) })
      operatorRoutes(v1, { cursors, worker_pool, public_url: config.public_url })
      instanceRoutes(v1, parts)
      done()
    },
    { prefix: '/api/v1' },
  )
  jwksRoute(app, { tokens, clock })
  healthRoutes(app, pool, worker_pool)

  let document: OpenApiDocument | undefined
  const openapi = () => (document ??= openApiDocument(app))
  app.get('/api/v1/openapi.json', { config: { permission: 'public' }, handler: () => openapi() })
  simulatorRoutes(app, config, clock)
  pageRoutes(app, { pool, has_mailbox: hasMailbox(config), openapi })
  formPageRoutes(app, parts.lead_forms)
  quotationPageRoutes(app, { tokens: parts.quotation_tokens, public_url: config.public_url })
  await webRoutes(app)
  await app.ready()
  return app
}
