import type { PortalInvoice } from '#modules/portal/schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { element } from '#web/pay-page/element.ts'
import { api } from '#web/portal-page/api.ts'
import { badge, card, secondary, type Tone } from '#web/portal-page/parts.ts'

export function statusOf({ status, is_overdue }: PortalInvoice): [Tone, string] {
  if (status === 'open') return is_overdue ? ['bad', 'Overdue'] : ['info', 'Open']
  if (status === 'paid') return ['ok', 'Paid']
  return status === 'void' ? ['mute', 'Cancelled'] : ['mute', 'Closed']
}

/** One line of two parts each: what it is, and what there is to do. */
export function invoiceList(invoices: PortalInvoice[]): Node {
  return element('ul', { class: `${card} divide-y divide-line` }, ...invoices.map(rowOf))
}

function rowOf(invoice: PortalInvoice): Node {
  const { id, number, kind, status, due_date, issue_date, total_amount_cents, amount_due_cents, pay_url } = invoice
  const isPart = amount_due_cents > 0 && amount_due_cents < total_amount_cents
  const noun = kind === 'debit_note' ? 'Debit note' : 'Invoice'
  return element(
    'li',
    { class: 'flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3' },
    element(
      'div',
      { class: 'min-w-0 flex-1 basis-48' },
      element(
        'p',
        { class: 'flex flex-wrap items-center gap-x-2 gap-y-1 text-base font-medium' },
        `${noun} ${number}`,
        badge(...statusOf(invoice)),
      ),
      element(
        'p',
        { class: 'text-sm text-ink-2' },
        `${formatDate(issue_date)}${status === 'open' ? ` · due ${formatDate(due_date)}` : ''}`,
      ),
    ),
    element(
      'p',
      { class: 'text-right text-base font-medium tabular-nums' },
      formatMoney(status === 'open' ? amount_due_cents : total_amount_cents),
      isPart &&
        element('span', { class: 'block text-sm font-normal text-ink-2' }, `of ${formatMoney(total_amount_cents)}`),
    ),
    element(
      'p',
      { class: 'flex gap-2 max-sm:w-full' },
      pdfLink(`${api}/invoices/${id}/pdf`, number),
      pay_url !== null && payLink(pay_url, number),
    ),
  )
}

export const pdfLink = (href: string, number: string) =>
  element(
    'a',
    { href, target: '_blank', rel: 'noopener', class: `${secondary} max-sm:flex-1` },
    'PDF',
    element('span', { class: 'sr-only' }, ` of ${number}`),
  )

const payLink = (href: string, number: string) =>
  element(
    'a',
    { href, class: `${secondary} font-semibold max-sm:flex-1` },
    'Pay',
    element('span', { class: 'sr-only' }, ` ${number}`),
  )
