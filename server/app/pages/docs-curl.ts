import type { Operation } from './api-document.ts'
import { exampleOf } from './docs-examples.ts'
import { ids, type Json } from './docs-story.ts'
import type { Schemas } from './docs-fields.ts'
import { bankIds } from './docs-story-bank.ts'
import { planIds } from './docs-story-plans.ts'
import { quotationIds } from './docs-story-quotations.ts'
import { recurringIds } from './docs-story-recurring.ts'
import { subscriptionIds } from './docs-story-subscriptions.ts'

/** Query parameters that an example shows; the others are in the table. */
const queries: Record<string, string> = { limit: '25', status: 'overdue', q: 'kopi', subject_id: ids.invoice }

const idsByPath: [RegExp, string][] = [
  [/\/customers\//, ids.customer],
  [/\/invoice-drafts\//, ids.draft],
  [/\/payments\//, ids.payment],
  [/\/api-keys\//, ids.api_key],
  ...planIds,
  ...bankIds,
  ...subscriptionIds,
  ...quotationIds,
  ...recurringIds,
  [/\/organizations\//, '$ORGANIZATION_ID'],
]

/** A request that can be pasted into a shell once NEXUSCORE_URL, TOKEN and ORGANIZATION_ID are set. */
export function curlOf(operation: Operation, schemas: Schemas): string {
  const { method, permission, parameters, body } = operation
  const header = (name: string) => parameters.find((parameter) => parameter.in === 'header' && parameter.name === name)
  const parts = [`curl "$NEXUSCORE_URL${addressOf(operation)}"`]
  if (method !== 'GET' && !(method === 'POST' && body))
    parts[0] = `curl -X ${method} "$NEXUSCORE_URL${addressOf(operation)}"`
  if (permission !== 'public') parts.push('-H "Authorization: Bearer $TOKEN"')
  if (header('X-Organization-Id')) parts.push('-H "X-Organization-Id: $ORGANIZATION_ID"')
  if (header('Idempotency-Key')?.required) parts.push('-H "Idempotency-Key: $(uuidgen)"')
  if (header('If-Match')) parts.push(`-H 'If-Match: "3"'`)
  if (body) parts.push("-H 'Content-Type: application/json'", `-d '${inShell(exampleOf(body, schemas))}'`)
  if (operation.answers[0]?.media === 'application/pdf') parts.push('-o INV-2026-00042.pdf')
  return parts.join(' \\\n  ')
}

function addressOf({ path, parameters }: Operation): string {
  const id = idsByPath.find(([pattern]) => pattern.test(path))?.[1] ?? ids.invoice
  const filled = path.replace('{id}', id).replace('{token}', 'nxv_4vJ2mQ8sT1xYb6Rk9LwZ0aHd')
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && (parameter.required || queries[parameter.name]))
    .map(({ name }) => `${name}=${queries[name] ?? '…'}`)
  return query.length ? `${filled}?${query.join('&')}` : filled
}

const inShell = (value: Json): string => JSON.stringify(value, null, 2).replaceAll("'", String.raw`'\''`)
