import { Lead } from '#modules/leads/schemas.ts'
import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { dismissLeadDuplicate } from './dismiss-lead-duplicate.ts'
import { mergeLeads } from './merge-leads.ts'
import { countLeadDuplicates, getLeadDuplicate, listLeadDuplicates, listPossibleDuplicates } from './queries.ts'
import { reopenLeadDuplicate } from './reopen-lead-duplicate.ts'
import {
  LeadDuplicate,
  LeadDuplicateCount,
  LeadDuplicateCountQuery,
  LeadDuplicatePage,
  LeadDuplicateQuery,
  LeadMerge,
  LeadUnmerge,
  PossibleDuplicateQuery,
  PossibleDuplicates,
} from './schemas.ts'
import { unmergeLeads } from './unmerge-leads.ts'

const tags = ['leads']
const reads = { permission: 'leads.read' }
const merges = { permission: 'leads.merge' }

export function leadDuplicateRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.get('/leads/possible-duplicates', {
    config: reads,
    schema: {
      operationId: 'listPossibleDuplicates',
      tags,
      querystring: PossibleDuplicateQuery,
      response: { 200: PossibleDuplicates },
    },
    handler: (request) => request.transact((ctx) => listPossibleDuplicates(ctx, request.query)),
  })

  app.get('/lead-duplicates', {
    config: reads,
    schema: {
      operationId: 'listLeadDuplicates',
      tags,
      querystring: LeadDuplicateQuery,
      response: { 200: LeadDuplicatePage },
    },
    handler: (request) => request.transact((ctx) => listLeadDuplicates(ctx, cursors, request.query)),
  })

  app.get('/lead-duplicates/count', {
    config: reads,
    schema: {
      operationId: 'countLeadDuplicates',
      tags,
      querystring: LeadDuplicateCountQuery,
      response: { 200: LeadDuplicateCount },
    },
    handler: (request) => request.transact((ctx) => countLeadDuplicates(ctx, request.query)),
  })

  app.get('/lead-duplicates/:id', {
    config: reads,
    schema: { operationId: 'getLeadDuplicate', tags, params: ById, response: { 200: LeadDuplicate } },
    handler: (request) => request.transact((ctx) => getLeadDuplicate(ctx, request.params.id)),
  })

  app.post('/lead-duplicates/:id/dismiss', {
    config: merges,
    schema: { operationId: 'dismissLeadDuplicate', tags, params: ById, response: { 200: LeadDuplicate } },
    handler: (request) => request.transact((ctx) => dismissLeadDuplicate(ctx, request.params.id)),
  })

  app.post('/lead-duplicates/:id/reopen', {
    config: merges,
    schema: { operationId: 'reopenLeadDuplicate', tags, params: ById, response: { 200: LeadDuplicate } },
    handler: (request) => request.transact((ctx) => reopenLeadDuplicate(ctx, request.params.id)),
  })

  app.post('/leads/:id/merge', {
    config: merges,
    schema: { operationId: 'mergeLeads', tags, params: ById, body: LeadMerge, response: { 200: Lead } },
    handler: (request) => request.transact((ctx) => mergeLeads(ctx, request.params.id, request.body)),
  })

  app.post('/leads/:id/unmerge', {
    config: merges,
    schema: { operationId: 'unmergeLeads', tags, params: ById, response: { 200: LeadUnmerge } },
    handler: (request) => request.transact((ctx) => unmergeLeads(ctx, request.params.id)),
  })
}
