import type { PortalCreditNote, PortalCreditNotePage } from '#modules/portal/schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { element } from '#web/pay-page/element.ts'
import { api, get } from '#web/portal-page/api.ts'
import { pdfLink } from '#web/portal-page/invoice-list.ts'
import { moreList } from '#web/portal-page/more-list.ts'
import { card, emptyOf } from '#web/portal-page/parts.ts'
import type { View } from '#web/portal-page/portal-view.ts'

const path = '/credit-notes?limit=25'

export const creditNotesView: View = async () => {
  const page = await get<PortalCreditNotePage>(path)
  return [
    element('h1', { class: 'pb-3 text-[1.125rem] leading-6 font-semibold' }, 'Credit notes'),
    page.data.length ? moreList<PortalCreditNote>(path, page, listOf) : emptyOf('There are no credit notes.'),
  ]
}

const listOf = (notes: PortalCreditNote[]) =>
  element('ul', { class: `${card} divide-y divide-line` }, ...notes.map(rowOf))

function rowOf({ id, number, invoice_number, issue_date, total_amount_cents, reason }: PortalCreditNote): Node {
  return element(
    'li',
    { class: 'flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3' },
    element(
      'div',
      { class: 'min-w-0 flex-1 basis-48' },
      element('p', { class: 'text-base font-medium' }, `Credit note ${number}`),
      element('p', { class: 'text-sm text-ink-2' }, `${formatDate(issue_date)} · on ${invoice_number}`),
      element('p', { class: 'text-sm break-words text-ink-2' }, reason),
    ),
    element('p', { class: 'text-base font-medium tabular-nums' }, formatMoney(total_amount_cents)),
    element('p', { class: 'max-sm:flex max-sm:w-full' }, pdfLink(`${api}/credit-notes/${id}/pdf`, number)),
  )
}
