import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { scopes } from '#modules/api-keys/schemas.ts'
import { permissionsOf } from '#modules/auth/permissions.ts'
import { roles } from '#modules/organizations/schemas.ts'
import { signUpOperator } from './operators.ts'
import { type Route, routesOf } from './route-table.ts'
import { type Answer, startApp } from './support.ts'
import { bodyOf, createWalk, namedThings, pathOf, secretsOf, type Shot, told } from './tenancy-walk.ts'
import { digestOf, idsOf, seedTwoOrganizations } from './two-organizations.ts'

const app = await startApp()
const { acme, beta } = await seedTwoOrganizations(app)
const routes = routesOf(app.app)
/** What visitors of the customer portal may ask, server/modules/portal/visit-portal.test.ts walks as such. */
const guarded = routes.filter(({ permission }) => permission !== 'public' && permission !== 'visitor')
const own = await idsOf(app, acme)
const theirs = await idsOf(app, beta)
const never = new Map([...theirs.keys()].map((noun) => [noun, randomUUID() as string]))
const walk = createWalk(app, beta, await secretsOf(app, beta.organization_id))
/** Of what runs the installation, where the operator is shown every organisation. */
const round = createWalk(app, { ...beta, canary: randomUUID() }, new Set())
const untouched = await digestOf(app, beta.organization_id)

/** Everybody who may come: each role and two keys of Acme, the operator, somebody who belongs nowhere, somebody signed out. */
type Caller = { name: string; permissions: ReadonlySet<string> | undefined; headers: Record<string, string> }
const members: Caller[] = []
for (const role of roles) {
  const { authorization } = await app.signUp(role, acme)
  members.push({ name: role, permissions: permissionsOf(role), headers: { authorization } })
}
/** Somebody with a role that Acme made. */
{
  const { authorization, id } = await app.signUp('viewer', acme)
  const of = `/organizations/${acme.organization_id}`
  const { body: made } = await acme.owner.post(`${of}/roles`, { name: 'Walker', permissions: ['invoices.write'] })
  const given = await acme.owner.patch(`${of}/members/${id}`, { role: 'custom', custom_role_id: made.id })
  assert.equal(given.status, 200, given.text)
  members.push({ name: 'custom role', permissions: new Set(made.permissions), headers: { authorization } })
}
/** Keys of Acme: one with all that a key can have, one that may do a single thing. */
for (const given of [scopes, ['invoices.read']] as const) {
  const { body } = await acme.owner.post('/api-keys', { name: 'Walker', scopes: given })
  const headers = { authorization: `Bearer ${body.secret}` }
  members.push({ name: `API key with ${given.length}`, permissions: new Set(given), headers })
}
const operator = await signUpOperator(app)
const runsIt = ({ permission }: Route) => permission.startsWith('operator.')
const callers: Caller[] = [
  ...members,
  { name: 'operator', permissions: undefined, headers: { authorization: operator.authorization } },
  { name: 'stranger', permissions: undefined, headers: { authorization: (await app.newUser()).authorization } },
  { name: 'signed-out', permissions: undefined, headers: {} },
]
const each = async <T>(of: T[], work: (one: T) => Promise<void>) => void (await Promise.all(of.map(work)))
const walked = new Set<string>()
const ownPath = (route: Route) => (route.permission === 'public' ? {} : pathOf(route, own))

for (const route of routes)
  test(`SEC-049 ${route.name}: lets in whom the table of permissions names, and nobody else`, () =>
    each(callers, async (caller) => {
      const isAtHome = caller.name === 'operator' && runsIt(route)
      const { organization_id } = isAtHome ? operator : acme
      const answer = await (isAtHome ? round : walk).knock(route, caller.headers, {
        path: ownPath(route),
        organization_id,
      })
      const refusal = refusalOf(route, caller)
      const got = `${caller.name}: ${answer.status} ${answer.text}`
      if (refusal) assert.deepEqual([answer.status, answer.body?.code], refusal, got)
      else assert.ok(isLetIn(route, answer), got)
      walked.add(`${caller.name} at ${route.name}`)
    }))

/** What a caller must be refused with; undefined for whoever must be let in. */
function refusalOf(route: Route, { name, permissions }: Caller): [number, string] | undefined {
  const { permission, organization, method } = route
  if (permission === 'visitor') return method === 'GET' ? [401, 'portal.signed_out'] : [403, 'auth.cross_site']
  if (permission === 'public' || (name === 'operator' && runsIt(route))) return undefined
  if (name === 'signed-out') return [401, 'auth.required']
  if (permission === 'signed_in') return name.startsWith('API key') ? [403, 'auth.person_required'] : undefined
  if (!permissions) return organization === 'path' ? [404, 'request.not_found'] : [403, 'auth.not_a_member']
  return permissions.has(permission) ? undefined : [403, 'auth.not_permitted']
}

function isLetIn({ permission, method }: Route, { status, body }: Answer): boolean {
  if (permission === 'public' || permission === 'signed_in') return status !== 401 && status !== 403 && status < 500
  return method === 'GET' ? status === 200 : status === 400 && body.code === 'request.malformed'
}

for (const route of guarded.filter(({ params }) => params.length > 0))
  test(`SEC-050 ${route.name}: answers another organisation's id like one that never was`, () =>
    each(members, async (caller) => {
      for (const foreign of foreignPaths(route)) {
        const shot = (ids: Map<string, string>): Shot => ({
          path: foreign(ids),
          organization_id: acme.organization_id,
          body: bodyOf(route),
        })
        const another = await walk.ask(route, caller.headers, shot(theirs))
        const nothing = await walk.ask(route, caller.headers, shot(never))
        assert.deepEqual(told(another), told(nothing), caller.name)
        const isElsewhere = route.organization === 'path' && another.body?.code === 'request.not_found'
        const [status] = (!isElsewhere && refusalOf(route, caller)) || [404]
        assert.equal(another.status, status, `${caller.name}: ${another.text}`)
      }
    }))

/** Each parameter in turn is another's while those before it are one's own, as a guesser would go down an address. */
function foreignPaths(route: Route): ((ids: Map<string, string>) => Record<string, string>)[] {
  return route.params.map((_, i) => (ids) => {
    const [mine, other] = [pathOf(route, own), pathOf(route, ids)]
    return Object.fromEntries(route.params.map((param, j) => [param, (j < i ? mine : other)[param]!]))
  })
}

const naming = guarded.flatMap((route) => [
  ...namedThings(route.body?.properties).map(([field, noun]) => ({ route, field, noun, part: 'body' as const })),
  ...namedThings(route.query).map(([field, noun]) => ({ route, field, noun, part: 'query' as const })),
])

for (const { route, field, noun, part } of naming)
  test(`SEC-050 ${route.name}: ${field} of another organisation counts for nothing`, () =>
    each(members, async ({ name, headers }) => {
      const shot = (ids: Map<string, string>): Shot => {
        const id = ids.get(noun)
        assert.ok(id, `Let idsOf() in test/two-organizations.ts know an id of '${noun}'.`)
        const named = part === 'body' ? { body: { ...bodyOf(route), [field]: id } } : { query: { [field]: id } }
        return { path: ownPath(route), organization_id: acme.organization_id, ...named }
      }
      const another = await walk.ask(route, headers, shot(theirs))
      assert.deepEqual(told(another), told(await walk.ask(route, headers, shot(never))), name)
    }))

const byHeader = guarded.filter(({ permission, organization }) => permission !== 'signed_in' && organization !== 'path')

for (const route of byHeader)
  test(`SEC-052 ${route.name}: to name an organisation is not to belong to it, whosever the ids`, () =>
    each(members, async ({ name, headers }) => {
      for (const ids of [theirs, own]) {
        const shot = (organization_id: string) => ({ path: pathOf(route, ids), organization_id })
        const another = await walk.knock(route, headers, shot(beta.organization_id))
        assert.deepEqual([another.status, another.body?.code], [403, 'auth.not_a_member'], name)
        assert.deepEqual(told(another), told(await walk.knock(route, headers, shot(randomUUID()))))
      }
    }))

const wishes = ['organization_id', 'role', 'total_cents', 'user_id', 'is_admin', 'permissions']

for (const route of routes.filter(({ body }) => body))
  test(`SEC-051 ${route.name}: refuses fields that it does not know, whoever the sender wants to be`, async () => {
    for (const field of wishes.filter((wish) => !route.body?.properties?.[wish])) {
      const body = { ...bodyOf(route), [field]: 1 }
      const { headers, organization_id } = runsIt(route) ? operator : { ...members[0]!, ...acme }
      const from = { ...headers, 'sec-fetch-site': 'same-origin' }
      const answer = await walk.ask(route, from, { path: ownPath(route), organization_id, body })
      assert.equal(answer.status, 422, answer.text)
      const { errors } = answer.body as { errors: { pointer: string; code: string }[] }
      const pointers = errors.filter(({ code }) => code === 'unknown_field').map(({ pointer }) => pointer)
      assert.deepEqual(pointers, [`/${field}`], answer.text)
    }
  })

test('SEC-050 after all this nothing of the other organisation has changed', async () => {
  assert.deepEqual(await digestOf(app, beta.organization_id), untouched)
})

test('SEC-050 the canary sings: its owner finds it in answers that others were given without it', async () => {
  const headers = { authorization: beta.owner.authorization, 'x-organization-id': beta.organization_id }
  const reads = guarded.filter(({ method, is_stream }) => method === 'GET' && !is_stream)
  const heard = await Promise.all(
    reads.map(async (route) => {
      const path = pathOf(route, theirs)
      const url = route.url.replaceAll(/:(\w+)/g, (_match, param: string) => path[param]!)
      return (await app.request('GET', url, undefined, { headers })).text.includes(beta.canary)
    }),
  )
  assert.ok(heard.filter(Boolean).length >= 10, `${heard.filter(Boolean).length} of ${reads.length} answers`)
})

test('SEC-049 the walk left out no route and no role', (t) => {
  const all = routes.flatMap(({ name }) => callers.map((caller) => `${caller.name} at ${name}`))
  assert.deepEqual([...walked].sort(), [...new Set(all)].sort())
  assert.ok(guarded.length >= 30 && callers.length >= 6, `${guarded.length} guarded routes, ${callers.length} callers`)
  t.diagnostic(`${routes.length} routes, ${callers.length} callers, ${walk.seen.answers} answers`)
})
