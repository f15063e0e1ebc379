import { createKeyGatekeeper } from '#modules/api-keys/gatekeeper.ts'
import { createAccessTokens } from '#modules/auth/access-tokens.ts'
import { createGatekeeper } from '#modules/auth/gatekeeper.ts'
import { createPasswords, type PasswordCost } from '#modules/auth/passwords.ts'
import { relyingPartyOf } from '#modules/auth/relying-party.ts'
import { createSessionCookie } from '#modules/auth/session-cookie.ts'
import { createSigningKeys } from '#modules/auth/signing-keys.ts'
import { announcementChannel } from '#modules/events/announce-events.ts'
import { createHeadSigner } from '#modules/events/signed-heads.ts'
import { createInvoiceDocuments } from '#modules/invoices/invoice-documents.ts'
import { invoiceTypst } from '#modules/invoices/render-invoice-pdf.ts'
import { createFormDoor } from '#modules/lead-forms/form-door.ts'
import { createFormTokens } from '#modules/lead-forms/form-tokens.ts'
import { createSubmissionInbox } from '#modules/lead-forms/submission-inbox.ts'
import type { FormParts } from '#modules/lead-forms/submit-lead-form.ts'
import { createPayTokens } from '#modules/pay-pages/pay-tokens.ts'
import { createQuotationTokens } from '#modules/quotations/quotation-tokens.ts'
import { createPortalCookie } from '#modules/portal/portal-cookie.ts'
import { createStatementDocuments, statementTypst } from '#modules/statements/statement-documents.ts'
import { createFailureRecorder } from '#modules/operator/record-failure.ts'
import { createInbox } from '#modules/stripe/event-inbox.ts'
import { createStripeDoor } from '#modules/stripe/stripe-door.ts'
import { deriveKey, sign } from '#platform/crypto.ts'
import { createCursors } from '#platform/cursor.ts'
import { createPool, type Pool } from '#platform/database.ts'
import type { HttpOptions } from '#platform/http.ts'
import { type ListenOptions, listen } from '#platform/listen.ts'
import type { Log } from '#platform/log.ts'
import { createMailer } from '#platform/mail.ts'
import { type Passwords, urlForRole } from '#platform/migrate.ts'
import { addressBucket, createRateLimiter } from '#platform/rate-limit.ts'
import { createStorage } from '#platform/storage.ts'
import { createTypst } from '#platform/typst.ts'
import type { Config } from './config.ts'
import { stripeSettings } from './stripe-simulator.ts'

/** Everything the program is made of, wired by hand in one readable place; tests pass what they want otherwise. */
export type Parts = ReturnType<typeof assemble>
export type Overrides = {
  clock?: () => Temporal.Instant
  password_cost?: PasswordCost
  serializer_compiler?: HttpOptions['serializer_compiler']
  heartbeat_ms?: number
}

/** `database_url` is the administrator's; the service itself only ever connects as app_user and app_worker. */
export function assemble(config: Config, database_url: string, log: Log, overrides: Overrides = {}) {
  // Milliseconds: what a person can tell apart, and the same text here and from the database.
  const clock = overrides.clock ?? (() => Temporal.Instant.fromEpochMilliseconds(Date.now()))
  const passwords = databasePasswords(config.secret_key)
  const urlFor = (role: keyof Passwords) => urlForRole(database_url, role, passwords[role])
  const poolFor = (role: keyof Passwords, name: string, max: number) =>
    createPool({ url: urlFor(role), max, name, prepare: config.prepared_statements })
  const pool = poolFor('app_user', 'service', config.database_pool_max)
  const worker_pool = poolFor('app_worker', 'worker', config.worker_concurrency + 2)
  const signing_keys = createSigningKeys({ pool, secret_key: config.secret_key })
  const tokens = createAccessTokens(signing_keys, config.public_url)
  const cookie = createSessionCookie(config.public_url)
  const storage = createStorage(config.storage_url, config.s3_credentials)
  const typst = createTypst(invoiceTypst)
  const statement_typst = createTypst(statementTypst)
  return {
    config,
    log,
    clock,
    limiter: createRateLimiter(config.rate_limit_per_minute),
    serializer_compiler: overrides.serializer_compiler,
    /** How often a stream says that it is there, and asks whether its reader still may read. */
    heartbeat_ms: overrides.heartbeat_ms ?? 20_000,
    pool,
    worker_pool,
    signing_keys,
    tokens,
    cookie,
    gatekeeper: createKeyGatekeeper(
      createGatekeeper(tokens, cookie, clock, {
        operators_need_second_factor: config.environment === 'production',
      }),
      pool,
    ),
    passwords: createPasswords({ cost: overrides.password_cost, secrets: config.password_secrets }),
    second_factors: {
      totp_key: deriveKey(config.secret_key, 'totp secrets'),
      relying_party: relyingPartyOf(config.public_url),
    },
    failures: createFailureRecorder({ pool, log }),
    cursors: createCursors(deriveKey(config.secret_key, 'list cursors')),
    portal_cookie: createPortalCookie(config.public_url),
    pay_tokens: createPayTokens(deriveKey(config.secret_key, 'pay links')),
    quotation_tokens: createQuotationTokens(deriveKey(config.secret_key, 'quotation links')),
    storage,
    signer: createHeadSigner(config.secret_key),
    stripe: createStripeDoor(stripeSettings(config), config.public_url),
    stripe_inbox: createInbox(pool),
    lead_forms: formParts(pool, config),
    documents: createInvoiceDocuments({ typst, storage }),
    statements: createStatementDocuments(statement_typst),
    mailer: createMailer({ smtp_url: config.smtp_url, from: config.mail_from, pool }),
    listenForEvents: (handlers: Pick<ListenOptions, 'onMessage' | 'onListening'>) =>
      listen({ url: urlFor('app_user'), channel: announcementChannel, log, ...handlers }),
    async close() {
      await Promise.all([pool.end(), worker_pool.end(), typst.close(), statement_typst.close()])
    },
  }
}

function formParts(pool: Pool, { secret_key, public_url }: Config): FormParts {
  const addresses = deriveKey(secret_key, 'addresses of visitors')
  return {
    door: createFormDoor(pool),
    tokens: createFormTokens(deriveKey(secret_key, 'lead forms')),
    inbox: createSubmissionInbox(pool),
    addressKey: (ip) => sign(addresses, addressBucket(ip)),
    public_url,
  }
}

export function databasePasswords(secret_key: string): Passwords {
  const passwordOf = (role: string) => deriveKey(secret_key, `database role ${role}`).toString('base64url')
  return {
    app_owner: passwordOf('app_owner'),
    app_user: passwordOf('app_user'),
    app_worker: passwordOf('app_worker'),
  }
}
