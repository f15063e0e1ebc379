import type { InvoiceDocuments } from '#modules/invoices/invoice-documents.ts'
import { PdfQuery, sendPdf } from '#modules/invoices/send-pdf.ts'
import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { accessOf } from '#platform/http-access.ts'
import { ById, Id, Input, Meaning } from '#platform/schemas.ts'
import { allocatePayment } from './allocate-payment.ts'
import { applyCredit } from './apply-credit.ts'
import { getMoneyOverview } from './money-queries.ts'
import { MoneyOverview } from './money-schemas.ts'
import { getCustomerBalance, getPayment, getPaymentSettings, listPayments, sumPayments } from './queries.ts'
import { getReceipt } from './receipt-queries.ts'
import { receiptPage } from './receipt-page.ts'
import { recordPayment } from './record-payment.ts'
import { removeAllocation } from './remove-allocation.ts'
import { reversePayment } from './reverse-payment.ts'
import {
  CustomerBalance,
  NewAllocations,
  NewPayment,
  Payment,
  PaymentPage,
  PaymentQuery,
  PaymentSettings,
  PaymentSettingsChanges,
  PaymentTotals,
  PaymentTotalsQuery,
  ReversePayment,
} from './schemas.ts'
import { updatePaymentSettings } from './update-payment-settings.ts'

const tags = ['payments']
const reads = { permission: 'payments.read' }
const writes = { permission: 'payments.write' }
const ByAllocation = Input('ByAllocation', {
  id: Id,
  allocation_id: Meaning(Id, 'One of the `allocations` of the payment'),
})

export function paymentRoutes(
  app: App,
  { cursors, documents }: { cursors: Cursors; documents: InvoiceDocuments },
): void {
  app.post('/payments', {
    config: { ...writes, idempotency: 'required' },
    schema: { operationId: 'recordPayment', tags, body: NewPayment, response: { 201: Payment } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => recordPayment(ctx, request.body))
    },
  })

  app.get('/payments', {
    config: reads,
    schema: { operationId: 'listPayments', tags, querystring: PaymentQuery, response: { 200: PaymentPage } },
    handler: (request) => request.transact((ctx) => listPayments(ctx, cursors, request.query)),
  })

  app.get('/payments/totals', {
    config: reads,
    schema: { operationId: 'sumPayments', tags, querystring: PaymentTotalsQuery, response: { 200: PaymentTotals } },
    handler: (request) => request.transact((ctx) => sumPayments(ctx, request.query)),
  })

  app.get('/payments/:id', {
    config: reads,
    schema: { operationId: 'getPayment', tags, params: ById, response: { 200: Payment } },
    handler: (request) => request.transact((ctx) => getPayment(ctx, request.params.id)),
  })

  app.get('/payments/:id/receipt', {
    config: { ...reads, organization: 'query', cost: 5 },
    schema: {
      operationId: 'getPaymentReceipt',
      tags,
      params: ById,
      querystring: PdfQuery,
      produces: ['application/pdf'],
    },
    handler: async (request, reply) => {
      const receipt = await request.transact((ctx) => getReceipt(ctx, request.params.id))
      const { id, payment_date: day } = receipt.payment
      const page = receiptPage(receipt)
      const pdf = await documents.paperOf(accessOf(request)!.organization_id!, { noun: 'payments', id, day, page })
      return sendPdf(reply, `Receipt ${page.number}`, pdf, request.query)
    },
  })

  app.post('/payments/:id/allocations', {
    config: { ...writes, idempotency: 'required' },
    schema: { operationId: 'allocatePayment', tags, params: ById, body: NewAllocations, response: { 200: Payment } },
    handler: (request) => request.transact((ctx) => allocatePayment(ctx, request.params.id, request.body)),
  })

  app.delete('/payments/:id/allocations/:allocation_id', {
    config: writes,
    schema: { operationId: 'removeAllocation', tags, params: ByAllocation, response: { 200: Payment } },
    handler: (request) =>
      request.transact((ctx) => removeAllocation(ctx, request.params.id, request.params.allocation_id)),
  })

  app.post('/payments/:id/reverse', {
    config: writes,
    schema: { operationId: 'reversePayment', tags, params: ById, body: ReversePayment, response: { 200: Payment } },
    handler: (request) => request.transact((ctx) => reversePayment(ctx, request.params.id, request.body)),
  })

  app.get('/customers/:id/balance', {
    config: reads,
    schema: { operationId: 'getCustomerBalance', tags, params: ById, response: { 200: CustomerBalance } },
    handler: (request) => request.transact((ctx) => getCustomerBalance(ctx, request.params.id)),
  })

  app.post('/customers/:id/apply-credit', {
    config: writes,
    schema: { operationId: 'applyCredit', tags, params: ById, response: { 200: CustomerBalance } },
    handler: (request) =>
      request.transact(async (ctx) => {
        await applyCredit(ctx, request.params.id)
        return getCustomerBalance(ctx, request.params.id)
      }),
  })

  app.get('/payment-settings', {
    config: reads,
    schema: { operationId: 'getPaymentSettings', tags, response: { 200: PaymentSettings } },
    handler: (request) => request.transact(getPaymentSettings),
  })

  app.patch('/payment-settings', {
    config: { permission: 'organizations.write' },
    schema: {
      operationId: 'updatePaymentSettings',
      tags,
      body: PaymentSettingsChanges,
      response: { 200: PaymentSettings },
    },
    handler: (request) => request.transact((ctx) => updatePaymentSettings(ctx, request.body)),
  })

  app.get('/reports/money', {
    config: reads,
    schema: { operationId: 'getMoneyOverview', tags: ['reports'], response: { 200: MoneyOverview } },
    handler: (request) => request.transact(getMoneyOverview),
  })
}
