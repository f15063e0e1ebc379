import { fileURLToPath } from 'node:url'
import type { Typst, TypstSetup } from '#platform/typst.ts'
import { invoicePage, type PrintedInvoice } from './invoice-page.ts'
import type { PaperPage } from './paper-page.ts'

/** What `createTypst` needs for these documents: Latin first, then Chinese and Tamil names. */
export const invoiceTypst: TypstSetup = {
  templates_dir: fileURLToPath(new URL('./templates', import.meta.url)),
  font_paths: [
    'inter/400Regular/Inter_400Regular.ttf',
    'inter/600SemiBold/Inter_600SemiBold.ttf',
    'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
    'noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf',
    'noto-sans-tamil/400Regular/NotoSansTamil_400Regular.ttf',
    'noto-sans-tamil/600SemiBold/NotoSansTamil_600SemiBold.ttf',
  ].map((file) => fileURLToPath(import.meta.resolve(`@expo-google-fonts/${file}`))),
}

/** The invoice as paper. */
export async function renderInvoicePdf(typst: Typst, invoice: PrintedInvoice): Promise<Uint8Array> {
  return renderPaper(typst, invoicePage(invoice), invoice.issue_date)
}

/** Tagged PDF/A-3a: to be kept for years, read aloud, and the same bytes whenever asked for. */
export function renderPaper(typst: Typst, content: PaperPage, day: string): Promise<Uint8Array> {
  const page = JSON.stringify(content, (_, value) => (typeof value === 'string' ? plain(value) : value))
  return typst.render('paper.typ', { page }, { creation_timestamp: Date.parse(day) / 1000, pdf_standard: 'a-3a' })
}

/** JSON would escape half characters and controls past the check of what the fonts can print. */
function plain(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\t', ' ')
    .replaceAll(/\p{Cc}/gu, '')
}
