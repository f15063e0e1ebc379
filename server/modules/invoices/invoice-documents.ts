import { fingerprint } from '#platform/crypto.ts'
import type { Storage } from '#platform/storage.ts'
import type { Typst } from '#platform/typst.ts'
import { invoicePage, type PrintedInvoice } from './invoice-page.ts'
import type { PaperPage } from './paper-page.ts'
import { renderPaper } from './render-invoice-pdf.ts'

/** A page with what it is kept under: the noun it is of, its id, and the day that the file is dated. */
export type Paper = {
  noun: 'invoices' | 'credit_notes' | 'payments' | 'quotations'
  id: string
  day: string
  page: PaperPage
}

export type InvoiceDocuments = {
  /** The PDF of an invoice as it stands. */
  pdfOf(organization_id: string, invoice: PrintedInvoice): Promise<Uint8Array>
  /** The PDF of any paper as it stands: rendered once, then served from storage, the same bytes each time. */
  paperOf(organization_id: string, paper: Paper): Promise<Uint8Array>
  /** The same with the key under which storage keeps it from then on, whatever becomes of the paper later. */
  keptPaperOf(organization_id: string, paper: Paper): Promise<KeptPaper>
}
export type KeptPaper = { key: string; pdf: Uint8Array }

export const invoicePaper = (invoice: PrintedInvoice): Paper => {
  return { noun: 'invoices', id: invoice.id, day: invoice.issue_date, page: invoicePage(invoice) }
}

export function createInvoiceDocuments({ typst, storage }: { typst: Typst; storage: Storage }): InvoiceDocuments {
  async function keptPaperOf(organization_id: string, { noun, id, day, page }: Paper): Promise<KeptPaper> {
    // The page shows what is due and whether it is void, so each state of the paper has a file of its own.
    const state = fingerprint(JSON.stringify(page)).slice(0, 22)
    const key = `organizations/${organization_id}/${noun}/${id}/${state}.pdf`
    const kept = await storage.get(key)
    if (kept) return { key, pdf: kept }
    const pdf = await renderPaper(typst, page, day)
    await storage.put(key, pdf, 'application/pdf')
    return { key, pdf }
  }
  const paperOf = async (organization_id: string, paper: Paper) => (await keptPaperOf(organization_id, paper)).pdf
  return {
    keptPaperOf,
    paperOf,
    pdfOf: (organization_id, invoice) => paperOf(organization_id, invoicePaper(invoice)),
  }
}
