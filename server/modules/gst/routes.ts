import type { App } from '#platform/http.ts'
import { listGstCodes } from './queries.ts'
import { GstCodeList } from './schemas.ts'

export function gstRoutes(app: App): void {
  app.get('/gst/codes', {
    config: { permission: 'gst.read' },
    schema: { operationId: 'listGstCodes', tags: ['gst'], response: { 200: GstCodeList } },
    handler: (request) => request.transact(listGstCodes),
  })
}
