import type { PortalInvoice, PortalInvoicePage } from '#modules/portal/schemas.ts'
import { element } from '#web/pay-page/element.ts'
import { get } from '#web/portal-page/api.ts'
import { invoiceList } from '#web/portal-page/invoice-list.ts'
import { moreList } from '#web/portal-page/more-list.ts'
import { emptyOf, failureOf } from '#web/portal-page/parts.ts'
import type { View } from '#web/portal-page/portal-view.ts'

const filters = { '': 'All', open: 'Open', paid: 'Paid' } as const
type Filter = keyof typeof filters

export const invoicesView: View = async () => {
  const place = element('div')
  const buttons = Object.entries(filters).map(([filter, label]) =>
    element(
      'button',
      {
        type: 'button',
        class:
          'min-h-11 rounded-lg px-3 text-base text-ink-2 hover:bg-hover aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-ink aria-pressed:shadow-card',
        'data-filter': filter,
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the object above
        click: () => void choose(filter as Filter),
      },
      label,
    ),
  )
  async function choose(filter: Filter): Promise<void> {
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.filter === filter))
    const path = `/invoices?limit=25${filter && `&status=${filter}`}`
    try {
      const page = await get<PortalInvoicePage>(path)
      place.replaceChildren(
        page.data.length
          ? moreList<PortalInvoice>(path, page, invoiceList)
          : emptyOf(
              filter ? `No invoice is ${filter}.` : 'There are no invoices yet. New ones appear here by themselves.',
            ),
      )
    } catch (error) {
      place.replaceChildren(failureOf(error, () => void choose(filter)))
    }
  }
  await choose('')
  return [
    element(
      'div',
      { class: 'flex flex-wrap items-center justify-between gap-2 pb-3' },
      element('h1', { class: 'text-[1.125rem] leading-6 font-semibold' }, 'Invoices'),
      element('div', { role: 'group', 'aria-label': 'Show', class: 'flex rounded-lg bg-sunken p-0.5' }, ...buttons),
    ),
    place,
  ]
}
