import { Type } from 'typebox'
import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import type { Storage } from '#platform/storage.ts'
import { archiveHeaders, getArchiveFile, streamArchive } from './archive-file.ts'
import { cancelDocumentArchive } from './cancel-document-archive.ts'
import { getDocumentArchive, listDocumentArchives } from './queries.ts'
import { requestDocumentArchive } from './request-document-archive.ts'
import {
  ArchiveFileQuery,
  DocumentArchive,
  DocumentArchivePage,
  DocumentArchiveQuery,
  NewDocumentArchive,
} from './schemas.ts'

const tags = ['document archives']
const reads = { permission: 'invoices.read' }
const downloads = { permission: 'invoices.download' }

export function documentArchiveRoutes(app: App, { cursors, storage }: { cursors: Cursors; storage: Storage }): void {
  app.post('/document-archives', {
    config: { ...downloads, cost: 20 },
    schema: {
      operationId: 'requestDocumentArchive',
      tags,
      body: NewDocumentArchive,
      response: { 202: DocumentArchive },
    },
    handler: (request, reply) => {
      reply.code(202)
      return request.transact((ctx) => requestDocumentArchive(ctx, request.body))
    },
  })

  app.get('/document-archives', {
    config: reads,
    schema: {
      operationId: 'listDocumentArchives',
      tags,
      querystring: DocumentArchiveQuery,
      response: { 200: DocumentArchivePage },
    },
    handler: (request) => request.transact((ctx) => listDocumentArchives(ctx, cursors, request.query)),
  })

  app.get('/document-archives/:id', {
    config: reads,
    schema: { operationId: 'getDocumentArchive', tags, params: ById, response: { 200: DocumentArchive } },
    handler: (request) => request.transact((ctx) => getDocumentArchive(ctx, request.params.id)),
  })

  app.post('/document-archives/:id/cancel', {
    config: downloads,
    schema: { operationId: 'cancelDocumentArchive', tags, params: ById, response: { 200: DocumentArchive } },
    handler: (request) => request.transact((ctx) => cancelDocumentArchive(ctx, request.params.id)),
  })

  // A download link cannot send a header, so the organisation may be named in the query here.
  app.get('/document-archives/:id/file', {
    exposeHeadRoute: false,
    config: { ...reads, organization: 'query', cost: 20 },
    schema: {
      operationId: 'downloadDocumentArchive',
      tags,
      params: ById,
      querystring: ArchiveFileQuery,
      response: { 200: { content: { 'application/zip': { schema: Type.String() } } } },
    },
    handler: async (request, reply) => {
      const { archive, entries } = await request.transact((ctx) => getArchiveFile(ctx, request.params.id))
      return reply.headers(archiveHeaders(archive)).send(streamArchive(storage, entries) as never)
    },
  })
}
