import { fingerprint } from '#platform/crypto.ts'
import type { Storage } from '#platform/storage.ts'
import type { Typst } from '#platform/typst.ts'
import { invoicePage, type PrintedInvoice } from './invoice-page.ts'
import { renderInvoicePdf } from './render-invoice-pdf.ts'

export type InvoiceDocuments = {
  /** The PDF of an invoice as it stands: rendered once, then served from storage, the same bytes each time. */
  pdfOf(organization_id: string, invoice: PrintedInvoice): Promise<Uint8Array>
}

export function createInvoiceDocuments({ typst, storage }: { typst: Typst; storage: Storage }): InvoiceDocuments {
  return {
    async pdfOf(organization_id, invoice) {
      // The page shows what is due and whether it is void, so each state of the invoice has a file of its own.
      const state = fingerprint(JSON.stringify(invoicePage(invoice))).slice(0, 22)
      const key = `organizations/${organization_id}/invoices/${invoice.id}/${state}.pdf`
      const kept = await storage.get(key)
      if (kept) return kept
      const pdf = await renderInvoicePdf(typst, invoice)
      await storage.put(key, pdf, 'application/pdf')
      return pdf
    },
  }
}
