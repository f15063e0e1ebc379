import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { acceptSuggestion } from './accept-suggestion.ts'
import { allocateTransaction } from './allocate-transaction.ts'
import { holdTransaction } from './hold-transaction.ts'
import { ignoreTransaction } from './ignore-transaction.ts'
import { reopenTransaction } from './reopen-transaction.ts'
import { startMatching } from './start-matching.ts'
import { getBankTotals, getBankTransaction, listBankTransactions } from './transaction-queries.ts'
import {
  AcceptSuggestion,
  AllocateTransaction,
  BankTotals,
  BankTotalsQuery,
  BankTransaction,
  BankTransactionPage,
  BankTransactionQuery,
  HoldTransaction,
  IgnoreTransaction,
  MatchingStarted,
  UndoMatch,
} from './transaction-schemas.ts'
import { undoMatch } from './undo-match.ts'

const tags = ['bank']
const reads = { permission: 'bank.read' }
const writes = { permission: 'bank.write' }

export function bankTransactionRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.get('/bank-transactions', {
    config: reads,
    schema: {
      operationId: 'listBankTransactions',
      tags,
      querystring: BankTransactionQuery,
      response: { 200: BankTransactionPage },
    },
    handler: (request) => request.transact((ctx) => listBankTransactions(ctx, cursors, request.query)),
  })

  app.get('/bank-transactions/totals', {
    config: reads,
    schema: { operationId: 'getBankTotals', tags, querystring: BankTotalsQuery, response: { 200: BankTotals } },
    handler: (request) => request.transact((ctx) => getBankTotals(ctx, request.query)),
  })

  app.post('/bank-transactions/start-matching', {
    config: { ...writes, cost: 5 },
    schema: { operationId: 'startMatching', tags, response: { 202: MatchingStarted } },
    handler: (request, reply) => {
      reply.code(202)
      return request.transact(startMatching)
    },
  })

  app.get('/bank-transactions/:id', {
    config: reads,
    schema: { operationId: 'getBankTransaction', tags, params: ById, response: { 200: BankTransaction } },
    handler: (request) => request.transact((ctx) => getBankTransaction(ctx, request.params.id)),
  })

  app.post('/bank-transactions/:id/accept', {
    config: writes,
    schema: {
      operationId: 'acceptSuggestion',
      tags,
      params: ById,
      body: AcceptSuggestion,
      response: { 200: BankTransaction },
    },
    handler: (request) => request.transact((ctx) => acceptSuggestion(ctx, request.params.id, request.body)),
  })

  app.post('/bank-transactions/:id/allocate', {
    config: writes,
    schema: {
      operationId: 'allocateTransaction',
      tags,
      params: ById,
      body: AllocateTransaction,
      response: { 200: BankTransaction },
    },
    handler: (request) => request.transact((ctx) => allocateTransaction(ctx, request.params.id, request.body)),
  })

  app.post('/bank-transactions/:id/ignore', {
    config: writes,
    schema: {
      operationId: 'ignoreTransaction',
      tags,
      params: ById,
      body: IgnoreTransaction,
      response: { 200: BankTransaction },
    },
    handler: (request) => request.transact((ctx) => ignoreTransaction(ctx, request.params.id, request.body)),
  })

  app.post('/bank-transactions/:id/hold', {
    config: writes,
    schema: {
      operationId: 'holdTransaction',
      tags,
      params: ById,
      body: HoldTransaction,
      response: { 200: BankTransaction },
    },
    handler: (request) => request.transact((ctx) => holdTransaction(ctx, request.params.id, request.body)),
  })

  app.post('/bank-transactions/:id/reopen', {
    config: writes,
    schema: {
      operationId: 'reopenTransaction',
      tags,
      params: ById,
      response: { 200: BankTransaction },
    },
    handler: (request) => request.transact((ctx) => reopenTransaction(ctx, request.params.id)),
  })

  app.post('/bank-transactions/:id/undo-match', {
    config: writes,
    schema: {
      operationId: 'undoMatch',
      tags,
      params: ById,
      body: UndoMatch,
      response: { 200: BankTransaction },
    },
    handler: (request) => request.transact((ctx) => undoMatch(ctx, request.params.id, request.body)),
  })
}
