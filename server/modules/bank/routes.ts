import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import type { Storage } from '#platform/storage.ts'
import { archiveBankAccount } from './archive-bank-account.ts'
import { createBankAccount } from './create-bank-account.ts'
import { importStatement } from './import-statement.ts'
import { previewStatement } from './preview-statement.ts'
import { getBankAccount, getBankImport, listBankAccounts, listBankImports } from './queries.ts'
import { rememberColumns } from './remember-columns.ts'
import { restoreBankAccount } from './restore-bank-account.ts'
import {
  BankAccount,
  BankAccountChanges,
  BankAccountList,
  BankAccountQuery,
  BankImport,
  BankImportPage,
  BankImportQuery,
  ColumnsToRemember,
  largestBody,
  NewBankAccount,
  StatementFile,
  StatementPreview,
  StatementToPreview,
} from './schemas.ts'
import { takeBackImport } from './take-back-import.ts'
import { updateBankAccount } from './update-bank-account.ts'

const tags = ['bank']
const reads = { permission: 'bank.read' }
const writes = { permission: 'bank.write' }

export function bankRoutes(app: App, { cursors, storage }: { cursors: Cursors; storage: Storage }): void {
  app.get('/bank-accounts', {
    config: reads,
    schema: {
      operationId: 'listBankAccounts',
      tags,
      querystring: BankAccountQuery,
      response: { 200: BankAccountList },
    },
    handler: (request) => request.transact((ctx) => listBankAccounts(ctx, request.query)),
  })

  app.post('/bank-accounts', {
    config: writes,
    schema: { operationId: 'createBankAccount', tags, body: NewBankAccount, response: { 201: BankAccount } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createBankAccount(ctx, request.body))
    },
  })

  app.get('/bank-accounts/:id', {
    config: reads,
    schema: { operationId: 'getBankAccount', tags, params: ById, response: { 200: BankAccount } },
    handler: (request) => request.transact((ctx) => getBankAccount(ctx, request.params.id)),
  })

  app.patch('/bank-accounts/:id', {
    config: { ...writes, if_match: true },
    schema: {
      operationId: 'updateBankAccount',
      tags,
      params: ById,
      body: BankAccountChanges,
      response: { 200: BankAccount },
    },
    handler: (request) =>
      request.transact((ctx) => updateBankAccount(ctx, request.params.id, request.version, request.body)),
  })

  app.post('/bank-accounts/:id/archive', {
    config: writes,
    schema: { operationId: 'archiveBankAccount', tags, params: ById, response: { 200: BankAccount } },
    handler: (request) => request.transact((ctx) => archiveBankAccount(ctx, request.params.id)),
  })

  app.post('/bank-accounts/:id/restore', {
    config: writes,
    schema: { operationId: 'restoreBankAccount', tags, params: ById, response: { 200: BankAccount } },
    handler: (request) => request.transact((ctx) => restoreBankAccount(ctx, request.params.id)),
  })

  app.post('/bank-accounts/:id/remember-columns', {
    config: writes,
    schema: {
      operationId: 'rememberColumns',
      tags,
      params: ById,
      body: ColumnsToRemember,
      response: { 200: BankAccount },
    },
    handler: (request) => request.transact((ctx) => rememberColumns(ctx, request.params.id, request.body)),
  })

  app.post('/bank-accounts/:id/preview-statement', {
    config: { ...writes, cost: 5 },
    bodyLimit: largestBody,
    schema: {
      operationId: 'previewStatement',
      tags,
      params: ById,
      body: StatementToPreview,
      response: { 200: StatementPreview },
    },
    handler: (request) => request.transact((ctx) => previewStatement(ctx, request.params.id, request.body)),
  })

  app.post('/bank-accounts/:id/imports', {
    config: { ...writes, cost: 5 },
    bodyLimit: largestBody,
    schema: {
      operationId: 'importStatement',
      tags,
      params: ById,
      body: StatementFile,
      response: { 200: BankImport, 201: BankImport },
    },
    handler: (request, reply) =>
      request.transact(async (ctx) => {
        const { bank_import, is_new } = await importStatement(ctx, storage, request.params.id, request.body)
        reply.code(is_new ? 201 : 200)
        return bank_import
      }),
  })

  app.get('/bank-imports', {
    config: reads,
    schema: { operationId: 'listBankImports', tags, querystring: BankImportQuery, response: { 200: BankImportPage } },
    handler: (request) => request.transact((ctx) => listBankImports(ctx, cursors, request.query)),
  })

  app.get('/bank-imports/:id', {
    config: reads,
    schema: { operationId: 'getBankImport', tags, params: ById, response: { 200: BankImport } },
    handler: (request) => request.transact((ctx) => getBankImport(ctx, request.params.id)),
  })

  app.post('/bank-imports/:id/take-back', {
    config: writes,
    schema: { operationId: 'takeBackImport', tags, params: ById, response: { 200: BankImport } },
    handler: (request) => request.transact((ctx) => takeBackImport(ctx, request.params.id)),
  })
}
