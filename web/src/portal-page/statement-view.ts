import type { Statement, StatementLine } from '#modules/statements/schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { element } from '#web/pay-page/element.ts'
import { api, get } from '#web/portal-page/api.ts'
import { card, emptyOf, failureOf, field, secondary } from '#web/portal-page/parts.ts'
import type { View } from '#web/portal-page/portal-view.ts'
import { lineWords } from '#web/statements/words.ts'

/** As it is now, for days of one's choice. */
export const statementView: View = async () => {
  const place = element('div')
  const show = async (range: string) => {
    try {
      place.replaceChildren(...bodyOf(await get<Statement>(`/statement${range}`)))
    } catch (error) {
      place.replaceChildren(failureOf(error, () => void show(range)))
    }
  }
  const first = await get<Statement>('/statement')
  place.replaceChildren(...bodyOf(first))
  const days = element(
    'form',
    {
      class: 'flex flex-wrap items-start gap-x-3 pb-4',
      'aria-label': 'Days',
      change: () => {
        const chosen = new URLSearchParams()
        for (const name of ['from', 'to']) {
          const value = new FormData(days).get(name)
          if (typeof value === 'string' && value) chosen.set(name, value)
        }
        void show(`?${chosen.toString()}`)
      },
      submit: (event) => event.preventDefault(),
    },
    field({ name: 'from', label: 'From', value: first.from_date, more: { type: 'date' } }),
    field({ name: 'to', label: 'To', value: first.to_date, more: { type: 'date' } }),
  )
  return [element('h1', { class: 'text-[1.125rem] leading-6 font-semibold' }, 'Statement of account'), days, place]
}

function bodyOf(statement: Statement): Node[] {
  const { from_date, to_date, lines, opening_balance_cents, closing_balance_cents, credit_cents } = statement
  const range = `?from=${from_date}&to=${to_date}`
  return [
    element(
      'div',
      { class: 'flex flex-wrap items-end justify-between gap-3 pb-3' },
      element(
        'p',
        { class: 'text-base text-ink-2' },
        `Balance on ${formatDate(to_date)}`,
        element(
          'span',
          { class: 'block text-[1.375rem] leading-8 font-semibold tracking-tight text-ink tabular-nums' },
          formatMoney(closing_balance_cents),
        ),
        credit_cents > 0 && `Your credit: ${formatMoney(credit_cents)}`,
      ),
      element(
        'a',
        { href: `${api}/statement/pdf${range}`, download: '', class: `${secondary} max-sm:w-full` },
        'Save as PDF',
      ),
    ),
    lines.length ? tableOf(lines, from_date, opening_balance_cents) : emptyOf('Nothing happened in these days.'),
  ]
}

const left = 'py-2 pl-4 text-left max-sm:pl-3'
const right = 'py-2 pr-4 pl-2 text-right tabular-nums whitespace-nowrap max-sm:pr-3'

function tableOf(lines: StatementLine[], from_date: string, opening: number): Node {
  return element(
    'div',
    { class: `${card} overflow-x-auto`, tabindex: '0', role: 'region', 'aria-label': 'Movements' },
    element(
      'table',
      { class: 'w-full text-base' },
      element(
        'thead',
        { class: 'border-b border-line text-sm text-ink-2' },
        element(
          'tr',
          {},
          element('th', { scope: 'col', class: `${left} font-medium` }, 'What'),
          element('th', { scope: 'col', class: `${right} font-medium` }, 'Amount'),
          element('th', { scope: 'col', class: `${right} font-medium` }, 'Balance'),
        ),
      ),
      element(
        'tbody',
        { class: 'divide-y divide-line' },
        rowOf('Brought forward', '', formatDate(from_date), '', opening),
        ...lines.map(({ kind, number, date, amount_cents, balance_cents }) =>
          rowOf(lineWords[kind], number ?? '', formatDate(date), formatMoney(amount_cents), balance_cents),
        ),
      ),
    ),
  )
}

const rowOf = (what: string, number: string, date: string, amount: string, balance_cents: number) =>
  element(
    'tr',
    {},
    element(
      'td',
      { class: left },
      what,
      number && element('span', { class: 'whitespace-nowrap max-sm:block' }, ` ${number}`),
      element('span', { class: 'block text-sm text-ink-2' }, date),
    ),
    element('td', { class: right }, amount),
    element('td', { class: right }, formatMoney(balance_cents)),
  )
