import type { PortalInvoicePage, PortalOverview } from '#modules/portal/schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { element } from '#web/pay-page/element.ts'
import { get, home } from '#web/portal-page/api.ts'
import { downloadAll } from '#web/portal-page/download-all.ts'
import { invoiceList } from '#web/portal-page/invoice-list.ts'
import { card, emptyOf, primary, secondary } from '#web/portal-page/parts.ts'
import type { View } from '#web/portal-page/portal-view.ts'

/** What is due, and how to be rid of it. */
export const homeView: View = async (overview) => {
  if (!overview.balance) return [welcome(overview)]
  const open = await get<PortalInvoicePage>('/invoices?status=open&limit=100')
  // The oldest debt first: that is what to pay.
  const due = open.data.toSorted((a, b) => (`${a.due_date} ${a.number}` < `${b.due_date} ${b.number}` ? -1 : 1))
  const shown = due.slice(0, 5)
  return [
    balanceCard(overview, due[0]),
    element('h2', { class: 'pt-6 pb-2 text-base font-semibold' }, 'To pay'),
    shown.length ? invoiceList(shown) : emptyOf('Nothing is open. Thank you.'),
    element(
      'div',
      { class: 'flex flex-wrap items-start gap-2 pt-4 max-sm:flex-col max-sm:items-stretch' },
      element('a', { href: `${home}/invoices`, class: `${secondary} max-sm:w-full` }, 'All invoices'),
      downloadAll(),
    ),
  ]
}

function welcome({ customer, seller }: PortalOverview): Node {
  return element(
    'div',
    { class: `${card} p-5` },
    element('h1', { class: 'text-[1.125rem] leading-6 font-semibold' }, `Hello, ${customer.name}`),
    element(
      'p',
      { class: 'pt-1 text-base text-ink-2' },
      `Choose above what you want to see. ${seller.name} decides what is here.`,
    ),
  )
}

function balanceCard({ balance }: PortalOverview, oldest: PortalInvoicePage['data'][number] | undefined): Node {
  const { amount_due_cents, amount_overdue_cents, credit_cents } = balance!
  return element(
    'section',
    { class: `${card} flex flex-wrap items-end justify-between gap-4 p-5` },
    element(
      'div',
      { class: 'min-w-0' },
      element('h1', { class: 'text-base text-ink-2' }, 'Due'),
      element(
        'p',
        { class: 'text-3xl leading-10 font-semibold tracking-tight tabular-nums' },
        formatMoney(amount_due_cents),
      ),
      amount_overdue_cents > 0 &&
        element(
          'p',
          { class: 'text-base font-medium text-accent-ink tabular-nums' },
          `${formatMoney(amount_overdue_cents)} of it is overdue`,
        ),
      credit_cents > 0 &&
        element('p', { class: 'text-base text-ink-2 tabular-nums' }, `Your credit: ${formatMoney(credit_cents)}`),
    ),
    oldest?.pay_url
      ? element(
          'p',
          { class: 'max-sm:w-full' },
          element('a', { href: oldest.pay_url, class: `${primary} max-sm:w-full` }, `Pay ${oldest.number}`),
          element(
            'span',
            { class: 'block pt-1 text-sm text-ink-2 max-sm:text-center' },
            `${formatMoney(oldest.amount_due_cents)}, due ${formatDate(oldest.due_date)}`,
          ),
        )
      : null,
  )
}
