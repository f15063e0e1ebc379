import { fileURLToPath } from 'node:url'
import { invoiceTypst } from '#modules/invoices/render-invoice-pdf.ts'
import type { Typst, TypstSetup } from '#platform/typst.ts'
import type { Statement } from './schemas.ts'
import { statementPage } from './statement-page.ts'

/** The fonts of invoices, with a page of its own. */
export const statementTypst: TypstSetup = {
  ...invoiceTypst,
  templates_dir: fileURLToPath(new URL('./templates', import.meta.url)),
}

export type StatementDocuments = { pdfOf(statement: Statement): Promise<Uint8Array> }

/** A statement is drawn when asked for and not kept: the next one says something else. */
export function createStatementDocuments(typst: Typst): StatementDocuments {
  return {
    pdfOf(statement) {
      const plain = (_: string, value: unknown) =>
        typeof value === 'string' ? value.toWellFormed().replaceAll(/\p{Cc}/gu, ' ') : value
      const page = JSON.stringify(statementPage(statement), plain)
      const creation_timestamp = Date.parse(statement.to_date) / 1000
      return typst.render('statement.typ', { page }, { creation_timestamp, pdf_standard: 'a-3a' })
    },
  }
}
