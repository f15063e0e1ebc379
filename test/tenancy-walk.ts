import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { exampleOf } from '#app/pages/docs-examples.ts'
import type { Json } from '#app/pages/docs-story.ts'
import type { Route } from './route-table.ts'
import type { Answer, TestApp } from './support.ts'
import type { Filled } from './two-organizations.ts'

export type Shot = {
  path: Record<string, string>
  organization_id?: string
  query?: Record<string, string>
  body?: Json | undefined
}

/** Asks a route, and looks into every answer for what belongs to `victim`. */
export function createWalk(app: TestApp, victim: Filled, secrets: ReadonlySet<string>) {
  const seen = { answers: 0 }

  async function ask(route: Route, headers: Record<string, string>, shot: Shot): Promise<Answer> {
    const url = urlOf(route, shot)
    const all: Record<string, string> = { ...headers }
    if (shot.organization_id && !route.organization) all['x-organization-id'] = shot.organization_id
    seen.answers++
    const answer = route.is_stream
      ? await askStream(app, url, all)
      : await app.request(route.method, url, shot.body, { headers: all, key: randomUUID(), version: 1 })
    const text = JSON.stringify([answer.text, answer.headers])
    const leaked = [victim.canary, ...secrets].filter((secret) => text.includes(secret))
    assert.deepEqual(leaked, [], `${route.name} tells a stranger what belongs to another organisation: ${answer.text}`)
    return answer
  }

  /** Far enough to be let in or not, and no further: nobody can read this body, so nothing changes. */
  async function knock(route: Route, headers: Record<string, string>, shot: Shot): Promise<Answer> {
    if (route.method === 'GET') return ask(route, headers, shot)
    return ask(route, { ...headers, 'content-type': 'application/json' }, { ...shot, body: '{' })
  }

  return { seen, ask, knock }
}

function urlOf(route: Route, { path, query = {}, organization_id }: Shot): string {
  const url = route.url.replaceAll(/:(\w+)|\*/g, (_match, param: string) => path[param] ?? 'x')
  const named = route.organization === 'query' && organization_id ? { organization_id } : {}
  const search = new URLSearchParams({ ...named, ...query }).toString()
  return search ? `${url}?${search}` : url
}

/** A stream that was opened has no end: its head is all that is asked for. */
async function askStream(app: TestApp, url: string, headers: Record<string, string>): Promise<Answer> {
  const reply = await app.app.inject({ method: 'GET', url, headers, payloadAsStream: true })
  const stream = reply.stream()
  if (reply.statusCode === 200) {
    stream.destroy()
    return { status: 200, body: undefined, headers: reply.headers as Record<string, string>, text: '' }
  }
  const text = Buffer.concat(await stream.toArray()).toString()
  return { status: reply.statusCode, body: JSON.parse(text), headers: reply.headers as Record<string, string>, text }
}

/** For each parameter of an address an id of the right kind. */
export function pathOf({ name, url, params }: Route, ids: Map<string, string>): Record<string, string> {
  const nouns = url.split('/')
  return Object.fromEntries(
    params.map((param) => {
      const noun = nouns[nouns.indexOf(`:${param}`) - 1]!
      const id = ids.get(noun)
      assert.ok(id, `${name}: let idsOf() in test/two-organizations.ts know an id of '${noun}'.`)
      return [param, id]
    }),
  )
}

/** The fields and query keys that name another thing, with the noun they name. */
export function namedThings(properties: Record<string, { format?: string }> = {}): [string, string][] {
  return Object.entries(properties).flatMap(([field, { format }]) =>
    format === 'uuid' && field.endsWith('_id') && field !== 'organization_id'
      ? [[field, `${field.slice(0, -'_id'.length)}s`] as [string, string]]
      : [],
  )
}

export function bodyOf({ body }: Route): Record<string, Json> | undefined {
  return body && (exampleOf(body, {}, '', body.title) as Record<string, Json>)
}

/** What must not differ between another's thing and nothing at all. */
export function told({ status, body, text }: Answer): unknown {
  const { request_id: _, ...rest } = (body ?? { text }) as Record<string, unknown>
  return { status, ...rest, status_of_answer: status }
}

/** All ids of an organisation: none of them may stand in an answer to another. */
export async function secretsOf({ admin }: TestApp, organization_id: string): Promise<Set<string>> {
  const { rows } = await admin.query<{ name: string }>(`
    select relname as name from pg_class where relnamespace = 'app'::regnamespace and obj_description(oid, 'pg_class') like 'dist:tenant %'`)
  const texts = await Promise.all(
    rows.map(({ name }) =>
      admin.query<{ text: string }>(`select t::text as text from app.${name} t where organization_id = $1`, [
        organization_id,
      ]),
    ),
  )
  const ids = texts
    .flatMap(({ rows }) => rows)
    .flatMap(({ text }) => text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [])
  return new Set(ids)
}
