/** What every page of the app needs; one file, because its parts compress better together than apart. */
const base = [
  /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store)[\\/]/,
  /node_modules[\\/]@tanstack[\\/](react-router|router-core|history|store|react-store|query-core|react-query)[\\/](?!.*(useBlocker|useQueries|queriesObserver))/,
  /web[\\/]src[\\/](api[\\/](client|problem|search-params)|app[\\/](session|enter|error-page|logo|theme)|ui[\\/](cx|toast|title|kbd|is-typing|menu))\.tsx?$/,
  /vite[\\/]preload-helper|rolldown[\\/]runtime/,
]
/** What log-in needs beyond that, and then what pages share: few files, few names in the entry's table of files. */
const controls = /web[\\/]src[\\/](ui[\\/](button|field)|auth[\\/](auth-layout|password-field|read-form|api))\.tsx?$/
const kit = /web[\\/]src[\\/](ui|api)[\\/]|node_modules[\\/]lucide-react[\\/]/
/** The settings are one file, with the pages around a team: who opens one of them mostly opens the next. */
const settings = [
  /routes[\\/](app[\\/]\$slug[\\/]settings|invitations|welcome).*tsr-split/,
  /web[\\/]src[\\/](organizations|api-keys|roles)[\\/](?!queries|plan-|trial-line)/,
  /web[\\/]src[\\/]subscriptions[\\/]billing/,
  /web[\\/]src[\\/]auth[\\/](profile|security|sessions|email-section|password-section|theme|my-event|factors-section|app-factor|passkey-list)/,
]
/** Seldom opened, and nothing of it is on any other page. */
const cardPages = [
  /routes[\\/]app[\\/]\$slug[\\/]stripe.*tsr-split/,
  /web[\\/]src[\\/]stripe[\\/](?!search|queries|api|words|invoice-cards|customer-cards|payment-stripe)/,
]
/** Whoever opens a subscription goes on to the next page about it. The rest of these folders other pages share. */
const selling = [
  /routes[\\/]app[\\/]\$slug[\\/](subscriptions|renewals)[\\/].*tsr-split/,
  /web[\\/]src[\\/](subscriptions|renewals)[\\/](?!search|queries|words|status|section|subscription-link|customer-subscriptions|billing)/,
]
/** What is sold, and how much of it is used. */
const catalogue = [
  /routes[\\/]app[\\/]\$slug[\\/](plans[\\/]|coupons|usage).*tsr-split/,
  /web[\\/]src[\\/](plans|usage)[\\/](?!search|queries|words|format)/,
]
/** What the shell shows a moment later, or seldom. */
const extras = /web[\\/]src[\\/](app[\\/]keys-help|operator[\\/]impersonation-banner|organizations[\\/]trial-line)/
/** Small parts that several pages share; what the entry needs to find a page stays with it. */
const shared =
  /web[\\/]src[\\/](credit-notes|customers|events|invoices|journal|organizations|payments|plans|quotations|renewals|subscriptions|usage)[\\/](?!queries|search|orders|credit-dialog)/
/** So does whoever follows money from a payment to the books. */
const moneyPages = [
  /routes[\\/]app[\\/]\$slug[\\/](billing|payments|credit-notes|books|bank).*tsr-split/,
  /web[\\/]src[\\/]bank[\\/](?!queries|bank-link|waiting-line)/,
  /lucide-react[\\/].*[\\/](circle-question-mark|eye-off|file-up|split|upload)\.m?js/,
  /web[\\/]src[\\/](accounting|agreements(?![\\/]agree-dialog)|billing|credit-notes|interest|journal)[\\/](?!search|queries|credit-dialog|credit-lines)/,
  /web[\\/]src[\\/]payments[\\/](allocat|money-tabs|new-payment|payment-(?!queries)|payments-page|refund|reverse)/,
]
/** Files of leads, seldom opened. */
const leadImports =
  /routes[\\/]app[\\/]\$slug[\\/]leads[\\/]imports.*tsr-split|web[\\/]src[\\/]lead-imports[\\/](?!search)/
/** Where links from mails about one's account lead: each is opened once. */
const fromMails = /routes[\\/](verify|reset-password|confirm-email|forgot-password).*tsr-split/
/** What pages ask the server for, many small files that most pages want some of; the entry has its own. */
const questions =
  /web[\\/]src[\\/](agreements|api-keys|bank|credit-notes|customers|dunning|events|interest|journal|organizations|plans|renewals|roles)[\\/]queries/
const account = /web[\\/]src[\\/]auth[\\/]/

/** How the app is cut into files, the most wanted first: a group takes what none before it took. */
export const chunkGroups = [
  { name: 'base', test: (id: string) => base.some((part) => part.test(id)) },
  { name: 'controls', test: controls },
  { name: 'kit', test: kit, minShareCount: 2 },
  { name: 'questions', test: questions, includeDependenciesRecursively: false },
  {
    name: 'settings',
    test: (id: string) => settings.some((part) => part.test(id)),
    includeDependenciesRecursively: false,
  },
  {
    name: 'selling',
    test: (id: string) => selling.some((part) => part.test(id)),
    includeDependenciesRecursively: false,
  },
  {
    name: 'catalogue',
    test: (id: string) => catalogue.some((part) => part.test(id)),
    includeDependenciesRecursively: false,
  },
  {
    name: 'cards',
    test: (id: string) => cardPages.some((part) => part.test(id)),
    includeDependenciesRecursively: false,
  },
  { name: 'extras', test: extras, includeDependenciesRecursively: false },
  {
    name: 'money',
    test: (id: string) => moneyPages.some((part) => part.test(id)),
    includeDependenciesRecursively: false,
  },
  { name: 'lead-imports', test: leadImports, includeDependenciesRecursively: false },
  { name: 'from-mails', test: fromMails, includeDependenciesRecursively: false },
  { name: 'account', test: account, minShareCount: 2 },
  {
    name: 'shared',
    test: shared,
    minShareCount: 2,
    maxModuleSize: 4_000,
    includeDependenciesRecursively: false,
  },
]
