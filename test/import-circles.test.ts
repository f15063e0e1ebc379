import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

/** Files that still import each other. This list only gets shorter. */
const known = [
  'modules/auth/add-passkey.ts modules/auth/confirm-totp.ts modules/auth/prove-factor.ts modules/auth/step-up.ts',
  'modules/entitlements/queries.ts modules/entitlements/rules.ts',
  'modules/events/announce-events.ts modules/events/dispatch-events.ts',
  'modules/invoices/paper-page.ts modules/invoices/progress.ts modules/invoices/schemas.ts',
  'modules/stripe/sync-card-setup.ts modules/stripe/sync-payment.ts',
  'platform/http-access.ts platform/http-clock.ts',
  'platform/storage-s3.ts platform/storage.ts',
  'stripe-simulator/accounts.ts stripe-simulator/book.ts stripe-simulator/disputes.ts stripe-simulator/payments.ts stripe-simulator/state.ts',
]

const importPattern =
  /^(?:import|export) [^'"]*?from ['"]([^'"]+)['"]|^import ['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm

/** Each file of the server, and which others it imports, also for their types alone. */
const imports = new Map(
  globSync('server/**/*.ts').map((path) => {
    const targets = [...readFileSync(path, 'utf8').matchAll(importPattern)].map((match) => {
      const target = (match[1] ?? match[2] ?? match[3])!
      return target.startsWith('.') ? join(dirname(path), target) : target.replace(/^#(\w)/, 'server/$1')
    })
    return [path, targets] as const
  }),
)

/** Files that reach each other, by the algorithm of Tarjan. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = []
  const nth = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  function visit(path: string): number {
    const mine = nth.size
    let lowest = mine
    nth.set(path, mine)
    open.push(path)
    isOpen.add(path)
    for (const target of graph.get(path) ?? []) {
      if (!graph.has(target)) continue
      if (!nth.has(target)) lowest = Math.min(lowest, visit(target))
      else if (isOpen.has(target)) lowest = Math.min(lowest, nth.get(target)!)
    }
    if (lowest === mine) {
      const members = open.splice(open.indexOf(path))
      for (const member of members) isOpen.delete(member)
      if (members.length > 1 || graph.get(path)?.includes(path)) found.push(members.toSorted())
    }
    return lowest
  }
  for (const path of graph.keys()) if (!nth.has(path)) visit(path)
  return found
}

test('no files of the server import each other in a circle, however long', () => {
  assert.ok(imports.size > 400, `${imports.size} files`)
  const found = circles(imports).map((members) => members.map((path) => path.replace('server/', '')).join(' '))
  assert.deepEqual(
    found.toSorted(),
    known,
    'Move what both need into a file of its own; take a circle that is gone out of the list.',
  )
})

test('a circle is found through any number of files, and what only shares a file is none', () => {
  const graph = { a: ['b', 'd'], b: ['c', 'd'], c: ['a'], d: [], e: ['e', 'd'] }
  assert.deepEqual(circles(new Map(Object.entries(graph))), [['a', 'b', 'c'], ['e']])
})
