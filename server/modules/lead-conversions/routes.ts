import { Type } from 'typebox'
import { Lead } from '#modules/leads/schemas.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { convertLead } from './convert-lead.ts'
import { exportLeadFlow, getLeadFlow } from './flow-queries.ts'
import { listPossibleCustomers } from './queries.ts'
import { LeadConversion, LeadFlow, LeadFlowExport, LeadFlowQuery, LeadToConvert, PossibleCustomers } from './schemas.ts'
import { unconvertLead } from './unconvert-lead.ts'

const tags = ['leads']
const converts = { permission: 'leads.convert' }

const flowHeaders = {
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': 'attachment; filename="lead-sources.csv"',
  'cache-control': 'private, no-store',
}

export function leadConversionRoutes(app: App): void {
  app.get('/leads/flow', {
    config: { permission: 'lead_flow.read' },
    schema: { operationId: 'getLeadFlow', tags, querystring: LeadFlowQuery, response: { 200: LeadFlow } },
    handler: (request) => request.transact((ctx) => getLeadFlow(ctx, request.query)),
  })

  // Sums without a name in them, so nothing is recorded.
  app.get('/leads/flow/export', {
    config: { permission: 'lead_flow.read', organization: 'query' },
    schema: {
      operationId: 'exportLeadFlow',
      tags,
      querystring: LeadFlowExport,
      response: { 200: { content: { 'text/csv': { schema: Type.String() } } } },
    },
    handler: async (request, reply) => {
      const text = await request.transact((ctx) => exportLeadFlow(ctx, request.query))
      return reply.headers(flowHeaders).send(text)
    },
  })

  app.get('/leads/:id/possible-customers', {
    config: converts,
    schema: { operationId: 'listPossibleCustomers', tags, params: ById, response: { 200: PossibleCustomers } },
    handler: (request) => request.transact((ctx) => listPossibleCustomers(ctx, request.params.id)),
  })

  app.post('/leads/:id/convert', {
    config: converts,
    schema: {
      operationId: 'convertLead',
      tags,
      params: ById,
      body: LeadToConvert,
      response: { 200: LeadConversion },
    },
    handler: (request) => request.transact((ctx) => convertLead(ctx, request.params.id, request.body)),
  })

  app.post('/leads/:id/unconvert', {
    config: converts,
    schema: { operationId: 'unconvertLead', tags, params: ById, response: { 200: Lead } },
    handler: (request) => request.transact((ctx) => unconvertLead(ctx, request.params.id)),
  })
}
