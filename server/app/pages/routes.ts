import type { OpenApiDocument } from '#app/openapi.ts'
import type { Pool } from '#platform/database.ts'
import type { App } from '#platform/http.ts'
import { cardLeftPage, cardSavedPage } from './card-pages.ts'
import { devMailRoutes } from './dev-mail.ts'
import { docsPage } from './docs-page.ts'
import { nothingHerePage } from './nothing-here-page.ts'
import { problemIndexPage, problemPage, readProblemGuide, unknownProblemPage } from './problem-pages.ts'
import { keepPage, type KeptPage, sendKeptPage, sendPage } from './send-page.ts'

const config = { permission: 'public' }

/** The pages that the server renders itself: they need no script, no build and, but for the mail, no database. */
export function pageRoutes(
  app: App,
  { pool, has_mailbox, openapi }: { pool: Pool; has_mailbox: boolean; openapi: () => OpenApiDocument },
): void {
  const guide = readProblemGuide()
  const index = problemIndexPage(guide)
  app.get('/problems', { config, handler: (_request, reply) => sendPage(reply, index) })
  app.get<{ Params: { code: string } }>('/problems/:code', {
    config,
    handler: ({ params }, reply) => {
      const page = problemPage(guide, params.code)
      return page ? sendPage(reply, page) : sendPage(reply, unknownProblemPage(params.code), 404)
    },
  })

  let docs: KeptPage | undefined
  app.get('/docs', {
    config,
    handler: (request, reply) => sendKeptPage(request, reply, (docs ??= keepPage(docsPage(openapi())))),
  })

  const [saved, left] = [cardSavedPage(), cardLeftPage()]
  app.get('/card-saved', { config, handler: (_request, reply) => sendPage(reply, saved) })
  app.get('/card-left', { config, handler: (_request, reply) => sendPage(reply, left) })

  if (has_mailbox) devMailRoutes(app, pool)

  // Whoever asks for a page is told so on one; programs and the API get the problem document.
  const nothing = nothingHerePage()
  app.get('/*', {
    config,
    handler: ({ url, headers }, reply) =>
      headers.accept?.includes('text/html') && !url.startsWith('/api/')
        ? sendPage(reply, nothing, 404)
        : reply.callNotFound(),
  })
}
