import type { Scope } from '#modules/api-keys/schemas.ts'

const nouns: Record<string, string> = { organizations: 'Organisation', gst: 'GST' }
const verbs: Record<string, string> = { read: 'Read', write: 'Create and change', follow: 'Follow as they happen' }

export const nounOf = (scope: Scope) => scope.split('.')[0] ?? ''
export const nounWord = (noun: string) => nouns[noun] ?? capital(noun)
export const verbWord = (scope: Scope) => {
  const verb = scope.split('.')[1] ?? ''
  return verbs[verb] ?? capital(verb)
}

/** "Customers, Invoices" of customers.read, invoices.write and invoices.issue. */
export const nounsOf = (scopes: Scope[]) => [...new Set(scopes.map(nounOf))].map(nounWord).join(', ')

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).replaceAll('_', ' ')
