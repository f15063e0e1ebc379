import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { discardLeadMail } from './discard-lead-mail.ts'
import { fileLeadMail } from './file-lead-mail.ts'
import type { MailDoor } from './mail-door.ts'
import { makeLeadOfMail } from './make-lead-of-mail.ts'
import { getLeadMail, getLeadMailSettings, listLeadMails } from './queries.ts'
import { admitMailServer, receiveLeadMail } from './receive-lead-mail.ts'
import { replaceLeadMailAddress } from './replace-lead-mail-address.ts'
import { restoreLeadMail } from './restore-lead-mail.ts'
import {
  largestMail,
  LeadMail,
  LeadMailPage,
  LeadMailQuery,
  LeadMailSettings,
  LeadMailSettingsChanges,
  LeadOfMail,
  MailFiling,
  MailInQuery,
  MailTaken,
} from './schemas.ts'
import { stopLeadMailAddress } from './stop-lead-mail-address.ts'
import { updateLeadMailSettings } from './update-lead-mail-settings.ts'

const tags = ['leads']
const reads = { permission: 'leads.read' }
const writes = { permission: 'leads.write' }
const decides = { permission: 'lead_settings.write' }
const ofMail = { params: ById, response: { 200: LeadMail } }
const ofSettings = { response: { 200: LeadMailSettings } }

export function leadMailRoutes(app: App, { cursors, door }: { cursors: Cursors; door: MailDoor }): void {
  receivingRoute(app, door)
  const domain = door.inbound?.domain

  app.get('/lead-mails', {
    config: reads,
    schema: { operationId: 'listLeadMails', tags, querystring: LeadMailQuery, response: { 200: LeadMailPage } },
    handler: (request) => request.transact((ctx) => listLeadMails(ctx, cursors, request.query)),
  })

  app.get('/lead-mails/:id', {
    config: reads,
    schema: { operationId: 'getLeadMail', tags, ...ofMail },
    handler: (request) => request.transact((ctx) => getLeadMail(ctx, request.params.id)),
  })

  app.post('/lead-mails/:id/file', {
    config: writes,
    schema: { operationId: 'fileLeadMail', tags, ...ofMail, body: MailFiling },
    handler: (request) => request.transact((ctx) => fileLeadMail(ctx, request.params.id, request.body)),
  })

  app.post('/lead-mails/:id/make-lead', {
    config: writes,
    schema: { operationId: 'makeLeadOfMail', tags, ...ofMail, body: LeadOfMail },
    handler: (request) => request.transact((ctx) => makeLeadOfMail(ctx, request.params.id, request.body)),
  })

  app.post('/lead-mails/:id/discard', {
    config: writes,
    schema: { operationId: 'discardLeadMail', tags, ...ofMail },
    handler: (request) => request.transact((ctx) => discardLeadMail(ctx, request.params.id)),
  })

  app.post('/lead-mails/:id/restore', {
    config: writes,
    schema: { operationId: 'restoreLeadMail', tags, ...ofMail },
    handler: (request) => request.transact((ctx) => restoreLeadMail(ctx, request.params.id)),
  })

  app.get('/lead-mail-settings', {
    config: reads,
    schema: { operationId: 'getLeadMailSettings', tags, ...ofSettings },
    handler: (request) => request.transact((ctx) => getLeadMailSettings(ctx, domain)),
  })

  app.patch('/lead-mail-settings', {
    config: decides,
    schema: { operationId: 'updateLeadMailSettings', tags, ...ofSettings, body: LeadMailSettingsChanges },
    handler: (request) => request.transact((ctx) => updateLeadMailSettings(ctx, domain, request.body)),
  })

  app.post('/lead-mail-settings/replace-address', {
    config: decides,
    schema: { operationId: 'replaceLeadMailAddress', tags, ...ofSettings },
    handler: (request) => request.transact((ctx) => replaceLeadMailAddress(ctx, domain)),
  })

  app.post('/lead-mail-settings/stop-address', {
    config: decides,
    schema: { operationId: 'stopLeadMailAddress', tags, ...ofSettings },
    handler: (request) => request.transact((ctx) => stopLeadMailAddress(ctx, domain)),
  })
}

/** Where the mail server of the installation, or a script behind it, hands messages over as they came. */
function receivingRoute(app: App, door: MailDoor): void {
  app.register((scope, _options, done) => {
    const raw = scope as unknown as App
    raw.removeAllContentTypeParsers()
    raw.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body))
    raw.post('/public/mail-in', {
      // All mail comes from one server: its rate is not that of a person.
      config: { permission: 'public', cost: 0 },
      bodyLimit: largestMail,
      schema: { operationId: 'receiveLeadMail', tags, querystring: MailInQuery, response: { 200: MailTaken } },
      onRequest: (request, _reply, next) => {
        admitMailServer(door.inbound, request.headers.authorization)
        next()
      },
      handler: (request) =>
        receiveLeadMail(
          door,
          request.query.recipient ?? request.headers['x-envelope-to']?.toString(),
          (request.body as Buffer | undefined) ?? Buffer.alloc(0),
        ),
    })
    done()
  })
}
