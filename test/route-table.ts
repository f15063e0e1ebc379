import { subscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, RouteOptions } from 'fastify'
import type { Schema } from '#app/pages/api-document.ts'

/** A route as it was declared: what it wants of its caller stands in `config`. */
export type Route = {
  name: string
  method: string
  url: string
  permission: string
  step_up: boolean
  organization: 'path' | 'query' | undefined
  params: string[]
  query: Record<string, Schema>
  body: (Schema & { title?: string }) | undefined
  is_stream: boolean
  /** Its answer holds tokens, or comes with the cookie of a new session. */
  gives_session: boolean
}

const declared = new WeakMap<FastifyInstance, Route[]>()

/** Fastify announces each program that it begins, before anybody gives it routes. */
subscribe('fastify.initialization', (message) => {
  const { fastify } = message as { fastify: FastifyInstance }
  const routes: Route[] = []
  declared.set(fastify, routes)
  fastify.addHook('onRoute', (options) => {
    // HEAD comes with each GET by itself.
    if (options.method !== 'HEAD') routes.push(routeFrom(options))
  })
})

/** Every route of a program, pages and files included, in the order in which they were declared. */
export const routesOf = (app: unknown): Route[] => declared.get(app as FastifyInstance) ?? []

function routeFrom({ method, url, config = {}, schema }: RouteOptions): Route {
  const answers = JSON.stringify(schema?.response ?? {})
  const { querystring, body } = (schema ?? {}) as { querystring?: Schema; body?: Schema }
  return {
    name: `${String(method)} ${url}`,
    method: String(method),
    url,
    permission: config.permission ?? 'public',
    step_up: config.step_up ?? false,
    organization: config.organization,
    params: [...url.matchAll(/:(\w+)/g)].map(([, param]) => param!),
    query: querystring?.properties ?? {},
    body,
    is_stream: answers.includes('text/event-stream'),
    gives_session: /"access_token"|"title":"(BrowserSession|PortalEntered)"/.test(answers),
  }
}
