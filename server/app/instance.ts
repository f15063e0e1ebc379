import { type Static, Type } from 'typebox'
import { findUserByEmail } from '#modules/auth/queries.ts'
import { startBrowserSession } from '#modules/auth/start-session.ts'
import { BrowserSession } from '#modules/auth/schemas.ts'
import { notFound } from '#platform/errors.ts'
import type { App } from '#platform/http.ts'
import { Input, Meaning, OneOf, Output } from '#platform/schemas.ts'
import type { Parts } from './parts.ts'
import { demoOwner } from './seed-demo.ts'
import { demoOperator } from './seed-demo-operator.ts'
import { version } from './version.ts'

export type Instance = Static<typeof Instance>
export const Instance = Output('Instance', {
  environment: Meaning(OneOf('development', 'production', 'test'), 'What it was started for'),
  demo: Type.Boolean({ description: 'The demo company can be entered' }),
  mailbox: Type.Boolean({ description: 'Mail is kept at /dev/mail' }),
  version: Type.String({ description: 'Of the program' }),
})

const EnterDemo = Input('EnterDemo', {
  as: Meaning(
    Type.Optional(OneOf('owner', 'operator')),
    'Of the demo company, or of the installation; owner when left out',
  ),
})

/** What an installation says of itself to anybody, so that the sign-in page can offer the demo and the mailbox. */
export function instanceRoutes(app: App, { config, cookie }: Parts): void {
  app.get('/public/instance', {
    config: { permission: 'public' },
    schema: { operationId: 'getInstance', tags: ['instance'], response: { 200: Instance } },
    handler: (): Instance => ({
      environment: config.environment,
      demo: canEnterDemo(config),
      mailbox: hasMailbox(config),
      version,
    }),
  })
  if (!canEnterDemo(config)) return

  app.post('/dev/enter', {
    config: { permission: 'public' },
    schema: { operationId: 'enterDemo', body: EnterDemo, response: { 200: BrowserSession } },
    handler: async (request, reply) => {
      const { answer, cookie_token } = await request.transactAsUser(async (ctx) => {
        const { email } = request.body.as === 'operator' ? demoOperator : demoOwner
        const user = await findUserByEmail(ctx, email)
        if (!user) throw notFound('demo company')
        const replaces = cookie.read(request.headers.cookie)
        return startBrowserSession(ctx, { user, has_second_factor: false, replaces })
      })
      reply.headers(cookie.headers(cookie_token))
      return answer
    },
  })
}

/** Mail is kept and shown only where there is no server to send it, and never in production. */
export function hasMailbox({ smtp_url, environment }: Parts['config']): boolean {
  return !smtp_url && environment !== 'production'
}

/** One click and no password: never in production, whatever the environment says. */
export function canEnterDemo({ demo, environment }: Parts['config']): boolean {
  return demo && environment !== 'production'
}
