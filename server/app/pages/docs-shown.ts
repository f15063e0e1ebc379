import { planFields } from './docs-story-plans.ts'
import { dunningFields } from './docs-story-dunning.ts'
import { quotationFields } from './docs-story-quotations.ts'
import { recurringFields } from './docs-story-recurring.ts'
import { subscriptionFields } from './docs-story-subscriptions.ts'

/** Changes name what changes and nothing else; a sign-in has a second factor only when one was set up. */
export const shown: Record<string, string[]> = {
  ...planFields,
  ...subscriptionFields,
  ...quotationFields,
  ...recurringFields,
  ...dunningFields,
  Registration: ['timezone'],
  Login: [],
  StepUp: ['password'],
  PasskeyLogInOptions: [],
  Assertion: [],
  NewCredential: [],
  AssertionResponse: [],
  AttestationResponse: ['transports'],
  MyChanges: ['timezone'],
  OrganizationChanges: ['billing_email'],
  StripeSettingsChanges: ['is_card_offered'],
  NewStripeConnection: ['secret_key'],
  SecretRotation: [],
  NewCardSetup: ['is_mailed'],
  NewApiKey: ['allowed_networks', 'expires_in_days'],
  ApiKeyChanges: ['allowed_networks'],
  Rotation: ['overlap_hours'],
  CustomerChanges: ['payment_terms_days'],
  DraftChanges: ['due_date', 'reference'],
  NewDraft: ['due_date', 'reference'],
  NewCustomer: ['uen', 'email', 'phone', 'address', 'payment_terms_days'],
  AccountingSettingsChanges: ['xero'],
  NewPart: ['percent_bp'],
  NewPayment: ['payment_date', 'reference'],
}
