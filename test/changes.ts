import { changesOfApiKeys } from './changes-of-api-keys.ts'
import { changesOfBank } from './changes-of-bank.ts'
import { changesOfBulk } from './changes-of-bulk.ts'
import { changesOfContacts } from './changes-of-contacts.ts'
import { changesOfLeadActivities } from './changes-of-lead-activities.ts'
import { changesOfLeadForms } from './changes-of-lead-forms.ts'
import { changesOfLeadImports } from './changes-of-lead-imports.ts'
import { changesOfLeadDuplicates } from './changes-of-lead-duplicates.ts'
import { changesOfLeadMails } from './changes-of-lead-mails.ts'
import { changesOfLeads } from './changes-of-leads.ts'
import { changesOfDunning } from './changes-of-dunning.ts'
import { changesOfFactors } from './changes-of-factors.ts'
import { changesOfMoney } from './changes-of-money.ts'
import { changesOfOperators } from './changes-of-operators.ts'
import { changesOfPlans } from './changes-of-plans.ts'
import { changesOfPortal } from './changes-of-portal.ts'
import { changesOfQuotations } from './changes-of-quotations.ts'
import { changesOfRecurringInvoices } from './changes-of-recurring-invoices.ts'
import { changesOfSavedViews } from './changes-of-saved-views.ts'
import { changesOfStripe } from './changes-of-stripe.ts'
import { changesOfSubscriptions } from './changes-of-subscriptions.ts'
import { changesOfUsage } from './changes-of-usage.ts'
import { changesOfRoles } from './changes-of-roles.ts'
import type { TestApp } from './support.ts'

/** Requests that change something, by the route that grants them; each is made ready for itself alone. */
export const changesOf = (app: TestApp) => ({
  ...changesOfApiKeys(app),
  ...changesOfBulk(app),
  ...changesOfLeadDuplicates(app),
  ...changesOfLeadMails(app),
  ...changesOfLeads(app),
  ...changesOfLeadActivities(app),
  ...changesOfLeadForms(app),
  ...changesOfLeadImports(app),
  ...changesOfContacts(app),
  ...changesOfDunning(app),
  ...changesOfFactors(app),
  ...changesOfMoney(app),
  ...changesOfOperators(app),
  ...changesOfPlans(app),
  ...changesOfPortal(app),
  ...changesOfQuotations(app),
  ...changesOfRecurringInvoices(app),
  ...changesOfSavedViews(app),
  ...changesOfStripe(app),
  ...changesOfSubscriptions(app),
  ...changesOfUsage(app),
  ...changesOfBank(app),
  ...changesOfRoles(app),
})
