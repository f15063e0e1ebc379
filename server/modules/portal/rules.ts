import type { Subscription } from '#modules/subscriptions/schemas.ts'
import type { ChangePreview } from '#modules/subscriptions/change-schemas.ts'
import type { DocumentKind } from '#modules/document-archives/schemas.ts'
import type { PortalModule, PortalSettings } from './schemas.ts'

export const linkLifetime = { minutes: 30 }
/** A session that nobody uses for so long is over. */
export const idleLifetime = { hours: 30 * 24 }
/** And so long after it began in any case. */
export const sessionLifetime = { hours: 90 * 24 }
export const sessionLifetimeSeconds = sessionLifetime.hours * 3600

/** Off until the seller switches it on; then everything but the change of plans, which costs money. */
export const defaultSettings: PortalSettings = {
  is_enabled: false,
  modules: ['invoices', 'credit_notes', 'statement', 'plan', 'details'],
  allows_plan_change: false,
}

/** The papers that a customer may take with them: those that they see. */
export const kindsIn = (modules: readonly PortalModule[]): DocumentKind[] => [
  ...(modules.includes('invoices') ? (['invoice', 'debit_note'] as const) : []),
  ...(modules.includes('credit_notes') ? (['credit_note'] as const) : []),
]

const running: ReadonlySet<string> = new Set(['trialing', 'active', 'past_due'])

/** A change by the customer is for a subscription that runs on. */
export const isChangeable = ({ status, cancel_at_period_end }: Pick<Subscription, 'status' | 'cancel_at_period_end'>) =>
  running.has(status) && !cancel_at_period_end

/** Until the minimum term is over a customer may take more by themselves, never less. */
export const isHeldByTerm = (
  { minimum_term_end_date, quantity }: Pick<Subscription, 'minimum_term_end_date' | 'quantity'>,
  { kind, effective_date }: Pick<ChangePreview, 'kind' | 'effective_date'>,
  wanted_quantity: number,
): boolean =>
  minimum_term_end_date !== null &&
  effective_date < minimum_term_end_date &&
  (kind === 'downgrade' || wanted_quantity < quantity)
