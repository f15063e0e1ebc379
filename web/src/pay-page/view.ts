import type { CardPage, PayPage } from '#modules/pay-pages/schemas.ts'
import { cardSection, type Outcome } from '#web/pay-page/card.ts'
import { codePicture, saveCode } from '#web/pay-page/code.ts'
import { element } from '#web/pay-page/element.ts'
import { day, money, plainAmount } from '#web/pay-page/format.ts'

type PayNow = NonNullable<PayPage['paynow']>

const card = 'mt-4 rounded-xl border border-line bg-surface p-4 shadow-card'
const button =
  'inline-flex min-h-11 w-full items-center justify-center rounded-lg px-4 text-base font-medium no-underline'
const primary = `${button} bg-primary text-on-primary hover:bg-primary-hover`
const secondary = `${button} border border-line-strong bg-surface text-ink hover:bg-hover`

/** How the customer came back, and how a page for cards is asked for. */
export type CardWays = { outcome: Outcome; ask: () => Promise<CardPage> }

/** The whole page in one of its states. */
export function viewOf(page: PayPage, pdf_url: string, { outcome, ask }: CardWays): Node[] {
  const { number, seller, currency, status, paynow, card: by_card } = page
  const cards = by_card
    ? [cardSection(by_card, outcome, { look: card, secondary: paynow ? secondary : primary, ask })]
    : []
  // Whoever comes back wants to know first how it went.
  const isFirst = by_card !== null && (outcome !== null || by_card.status !== 'ready')
  return [
    element(
      'header',
      {},
      element('p', { class: 'text-base font-semibold break-words' }, seller.name),
      element('p', { class: 'text-sm text-ink-2' }, seller.uen ? `UEN ${seller.uen}` : ''),
    ),
    element('h1', { class: 'pt-5 text-sm font-medium text-ink-2' }, `Invoice ${number}`),
    status === 'open' ? dueLines(page) : settledLines(page),
    ...(isFirst ? cards : []),
    ...(status === 'open' && paynow ? [payCard(paynow, currency)] : []),
    ...(isFirst ? [] : cards),
    ...(status === 'open' && !paynow && !by_card ? [askCard(seller.name)] : []),
    element(
      'p',
      { class: 'pt-4' },
      element('a', { href: pdf_url, class: secondary, target: '_blank', rel: 'noopener' }, 'See the invoice (PDF)'),
    ),
    element(
      'p',
      { class: 'pt-4 text-center text-sm text-ink-2' },
      status === 'open'
        ? 'Keep this page open if you like: it says so by itself once the payment has arrived.'
        : `${seller.name} answers questions about this invoice.`,
    ),
  ]
}

function dueLines({ currency, amount_due_cents, total_amount_cents, due_date, is_overdue }: PayPage): Node {
  const paid = total_amount_cents - amount_due_cents
  return element(
    'div',
    {},
    element(
      'p',
      { class: 'text-3xl leading-10 font-semibold tracking-tight tabular-nums' },
      money(currency, amount_due_cents),
    ),
    is_overdue
      ? element('p', { class: 'text-sm font-medium text-accent-ink' }, `Was due ${day(due_date)}`)
      : element('p', { class: 'text-sm text-ink-2' }, `Due ${day(due_date)}`),
    paid > 0 &&
      element(
        'p',
        { class: 'pt-1 text-sm text-ink-2 tabular-nums' },
        `${money(currency, paid)} of ${money(currency, total_amount_cents)} is settled already.`,
      ),
  )
}

const settled = {
  paid: { title: 'Paid', text: 'Thank you. Nothing more is due on this invoice.', tone: 'bg-ok-bg text-ok' },
  credited: {
    title: 'Credited',
    text: 'The seller took this invoice back with a credit note. Please do not pay it.',
    tone: 'bg-info-bg text-info',
  },
  void: {
    title: 'Cancelled',
    text: 'The seller cancelled this invoice. Please do not pay it.',
    tone: 'bg-mute-bg text-mute',
  },
  closed: {
    title: 'Closed',
    text: 'This invoice cannot be paid here any more. If you want to pay it, ask the seller how.',
    tone: 'bg-mute-bg text-mute',
  },
} as const

function settledLines({ status, currency, total_amount_cents }: PayPage): Node {
  const { title, text, tone } = settled[status === 'open' ? 'paid' : status]
  return element(
    'div',
    { class: `mt-3 rounded-xl p-5 ${tone}` },
    element('p', { class: 'text-3xl leading-10 font-semibold tracking-tight' }, title),
    element('p', { class: 'text-base tabular-nums' }, money(currency, total_amount_cents)),
    element('p', { class: 'pt-2 text-base' }, text),
  )
}

function payCard({ payload, uen, reference, amount_cents, expiry_date }: PayNow, currency: string): Node {
  return element(
    'section',
    { class: card, 'aria-labelledby': 'paynow' },
    element('h2', { id: 'paynow', class: 'text-center text-base font-semibold' }, 'Pay with PayNow'),
    element(
      'p',
      { class: 'pt-1 pb-3 text-center text-sm text-ink-2' },
      'Scan the code with your banking app. Amount and reference are filled in and fixed.',
    ),
    codePicture(payload, `PayNow code for ${money(currency, amount_cents)}, reference ${reference}`),
    element('p', { class: 'py-3 text-center text-xs text-ink-2' }, `The code works until ${day(expiry_date)}.`),
    element(
      'button',
      { type: 'button', class: primary, click: () => saveCode(payload, `PayNow ${reference}`) },
      'Save the code',
    ),
    element(
      'ol',
      {
        class: 'list-outside list-decimal space-y-1 pt-3 pl-6 text-sm text-ink-2',
        'aria-label': 'To pay on this phone',
      },
      element('li', {}, 'Save the code to your photos.'),
      element('li', {}, 'Open the app of your bank: DBS digibank, OCBC, UOB TMRW or another.'),
      element('li', {}, 'Choose Scan & Pay, then the photo from your album.'),
    ),
    element('h3', { class: 'pt-4 text-sm font-medium' }, 'Or type it into your app'),
    element(
      'dl',
      { class: 'divide-y divide-line' },
      ...fact('UEN', uen),
      ...fact('Amount', plainAmount(amount_cents), money(currency, amount_cents)),
      ...fact('Reference', reference),
    ),
  )
}

function fact(term: string, value: string, shown = value): Node[] {
  const copy = element(
    'button',
    { type: 'button', class: 'min-h-11 min-w-16 rounded-lg px-2 text-sm font-medium text-link hover:bg-hover' },
    'Copy',
    element('span', { class: 'sr-only' }, ` ${term}`),
  )
  copy.addEventListener('click', () => void copyText(value, copy))
  return [
    element(
      'div',
      { class: 'flex items-center justify-between gap-3' },
      element('dt', { class: 'w-20 shrink-0 text-sm text-ink-2' }, term),
      element('dd', { class: 'min-w-0 flex-1 text-base break-words tabular-nums' }, shown),
      element('dd', {}, copy),
    ),
  ]
}

async function copyText(value: string, control: HTMLElement): Promise<void> {
  const word = control.firstChild!
  try {
    await navigator.clipboard.writeText(value)
    word.textContent = 'Copied'
  } catch {
    word.textContent = 'Select it'
  }
  setTimeout(() => (word.textContent = 'Copy'), 1_600)
}

function askCard(seller: string): Node {
  return element(
    'section',
    { class: card },
    element('h2', { class: 'text-base font-semibold' }, 'How to pay'),
    element(
      'p',
      { class: 'pt-1 text-sm text-ink-2' },
      `There is no payment code for this invoice. Ask ${seller} how to pay it.`,
    ),
  )
}

/** In place of everything, when there is nothing to show. */
export function messageOf(title: string, text: string, retry?: () => void): Node[] {
  return [
    element(
      'div',
      { class: `${card} text-center` },
      element('h1', { class: 'text-base font-semibold' }, title),
      element('p', { class: 'pt-1 text-sm text-ink-2' }, text),
      retry && element('button', { type: 'button', class: `${secondary} mt-4`, click: retry }, 'Try again'),
    ),
  ]
}
