import { Type } from 'typebox'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { createAbsence } from './create-absence.ts'
import { createAssignmentRule } from './create-assignment-rule.ts'
import { createScoreRule } from './create-score-rule.ts'
import { deleteAbsence } from './delete-absence.ts'
import { deleteAssignmentRule } from './delete-assignment-rule.ts'
import { deleteScoreRule } from './delete-score-rule.ts'
import { orderAssignmentRules } from './order-assignment-rules.ts'
import { orderScoreRules } from './order-score-rules.ts'
import { listAbsences, listAssignmentRules, listScoreRules } from './queries.ts'
import {
  Absence,
  AbsenceList,
  AssignmentRule,
  AssignmentRuleChanges,
  AssignmentRuleList,
  NewAbsence,
  NewAssignmentRule,
  NewScoreRule,
  RuleOrder,
  ScoreRule,
  ScoreRuleChanges,
  ScoreRuleList,
} from './schemas.ts'
import { updateAssignmentRule } from './update-assignment-rule.ts'
import { updateScoreRule } from './update-score-rule.ts'

const tags = ['leads']
const reads = { permission: 'lead_rules.read' }
const writes = { permission: 'lead_rules.write' }

export function leadRuleRoutes(app: App): void {
  app.get('/lead-score-rules', {
    config: reads,
    schema: { operationId: 'listScoreRules', tags, response: { 200: ScoreRuleList } },
    handler: (request) => request.transact(listScoreRules),
  })

  app.post('/lead-score-rules', {
    config: writes,
    schema: { operationId: 'createScoreRule', tags, body: NewScoreRule, response: { 201: ScoreRule } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createScoreRule(ctx, request.body))
    },
  })

  app.post('/lead-score-rules/order', {
    config: writes,
    schema: { operationId: 'orderScoreRules', tags, body: RuleOrder, response: { 200: ScoreRuleList } },
    handler: (request) => request.transact((ctx) => orderScoreRules(ctx, request.body)),
  })

  app.patch('/lead-score-rules/:id', {
    config: { ...writes, if_match: true },
    schema: {
      operationId: 'updateScoreRule',
      tags,
      params: ById,
      body: ScoreRuleChanges,
      response: { 200: ScoreRule },
    },
    handler: (request) =>
      request.transact((ctx) => updateScoreRule(ctx, request.params.id, request.version, request.body)),
  })

  app.delete('/lead-score-rules/:id', {
    config: writes,
    schema: { operationId: 'deleteScoreRule', tags, params: ById, response: { 204: Type.Null() } },
    handler: (request, reply) => {
      reply.code(204)
      return request.transact((ctx) => deleteScoreRule(ctx, request.params.id))
    },
  })

  app.get('/lead-assignment-rules', {
    config: reads,
    schema: { operationId: 'listAssignmentRules', tags, response: { 200: AssignmentRuleList } },
    handler: (request) => request.transact(listAssignmentRules),
  })

  app.post('/lead-assignment-rules', {
    config: writes,
    schema: { operationId: 'createAssignmentRule', tags, body: NewAssignmentRule, response: { 201: AssignmentRule } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createAssignmentRule(ctx, request.body))
    },
  })

  app.post('/lead-assignment-rules/order', {
    config: writes,
    schema: { operationId: 'orderAssignmentRules', tags, body: RuleOrder, response: { 200: AssignmentRuleList } },
    handler: (request) => request.transact((ctx) => orderAssignmentRules(ctx, request.body)),
  })

  app.patch('/lead-assignment-rules/:id', {
    config: { ...writes, if_match: true },
    schema: {
      operationId: 'updateAssignmentRule',
      tags,
      params: ById,
      body: AssignmentRuleChanges,
      response: { 200: AssignmentRule },
    },
    handler: (request) =>
      request.transact((ctx) => updateAssignmentRule(ctx, request.params.id, request.version, request.body)),
  })

  app.delete('/lead-assignment-rules/:id', {
    config: writes,
    schema: { operationId: 'deleteAssignmentRule', tags, params: ById, response: { 204: Type.Null() } },
    handler: (request, reply) => {
      reply.code(204)
      return request.transact((ctx) => deleteAssignmentRule(ctx, request.params.id))
    },
  })

  app.get('/lead-absences', {
    config: reads,
    schema: { operationId: 'listAbsences', tags, response: { 200: AbsenceList } },
    handler: (request) => request.transact(listAbsences),
  })

  app.post('/lead-absences', {
    config: writes,
    schema: { operationId: 'createAbsence', tags, body: NewAbsence, response: { 201: Absence } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createAbsence(ctx, request.body))
    },
  })

  app.delete('/lead-absences/:id', {
    config: writes,
    schema: { operationId: 'deleteAbsence', tags, params: ById, response: { 204: Type.Null() } },
    handler: (request, reply) => {
      reply.code(204)
      return request.transact((ctx) => deleteAbsence(ctx, request.params.id))
    },
  })
}
