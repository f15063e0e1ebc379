import type { PortalPlanChosen, PortalPlans, PortalSubscription } from '#modules/portal/plan-schemas.ts'
import type { ChangePreview } from '#modules/subscriptions/change-schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { element } from '#web/pay-page/element.ts'
import { priceInWords } from '#web/plans/words.ts'
import { call, Refusal } from '#web/portal-page/api.ts'
import { field, plain, primary, whileBusy } from '#web/portal-page/parts.ts'
import { confirmWords } from '#web/subscriptions/change-words.ts'

type Choice = { price_id: string; quantity?: number }
type Offer = { id: string; name: string; words: string; isCounted: boolean }

const typing_ms = 250

/** What one may move to, what it would cost to the cent, and one button that does it. */
export function planForm(
  mine: PortalSubscription,
  offers: PortalPlans['offers'],
  onChanged: (told: string) => Promise<unknown>,
  close: () => void,
): HTMLElement {
  const all = offersOf(mine, offers)
  const seats = field({
    name: 'quantity',
    label: 'Seats',
    value: String(mine.quantity),
    more: { inputmode: 'numeric', autocomplete: 'off' },
  })
  const picture = element('div', { class: 'pt-4', 'aria-live': 'polite' })
  const confirm = element('button', { type: 'submit', class: primary }, 'Change')
  const cancel = element('button', { type: 'button', class: plain, click: close }, 'Cancel')
  const form: HTMLFormElement = element(
    'form',
    {
      class: 'mt-4 border-t border-line pt-2',
      novalidate: '',
      'aria-label': `Change ${mine.plan.name}`,
      input: () => {
        clearTimeout(timer)
        timer = window.setTimeout(() => void look(), typing_ms)
      },
      submit: (event) => {
        event.preventDefault()
        if (!confirm.hidden) void whileBusy(confirm, 'Changing…', choose)
      },
    },
    element(
      'fieldset',
      { class: 'pt-2' },
      element('legend', { class: 'pb-1 text-base font-medium' }, 'Plan'),
      ...all.map((offer) => radioOf(offer, offer.id === mine.price_id)),
    ),
    seats,
    picture,
    element('div', { class: 'flex flex-wrap items-center gap-2 pt-4' }, confirm, cancel),
  )
  let timer = 0
  let turn = 0

  function choiceNow(): Choice | undefined {
    const typed = new FormData(form)
    const offer = all.find(({ id }) => id === typed.get('price'))
    const quantity = Number(typed.get('quantity'))
    seats.hidden = !offer?.isCounted
    if (!offer || (offer.isCounted && !(Number.isInteger(quantity) && quantity > 0))) return undefined
    return { price_id: offer.id, ...(offer.isCounted && { quantity }) }
  }

  async function look(): Promise<void> {
    const asked = ++turn
    const choice = choiceNow()
    confirm.hidden = true
    const isSame = choice?.price_id === mine.price_id && (choice.quantity ?? mine.quantity) === mine.quantity
    if (isSame && !mine.pending_change) return picture.replaceChildren(note('This is what you have.'))
    if (!choice) return picture.replaceChildren(note('Type a whole number of seats.'))
    try {
      const preview = await call<ChangePreview>('POST', `/subscriptions/${mine.id}/preview-plan`, choice)
      if (asked !== turn) return
      picture.replaceChildren(...pictureOf(preview))
      confirm.textContent = confirmWords(preview)
      confirm.hidden = false
    } catch (error) {
      if (asked === turn) picture.replaceChildren(refusal(error))
    }
  }

  async function choose(): Promise<void> {
    try {
      const chosen = await call<PortalPlanChosen>('POST', `/subscriptions/${mine.id}/choose-plan`, choiceNow())
      const { pending_change, plan, current_period_end_date } = chosen.subscription
      await onChanged(
        pending_change
          ? `${pending_change.plan_name} begins on ${formatDate(current_period_end_date)}.`
          : `You are on ${plan.name} now.`,
      )
    } catch (error) {
      picture.replaceChildren(refusal(error))
    }
  }

  void look()
  return form
}

/** One's own first, also when it is sold no more. */
function offersOf({ plan, price_id, price }: PortalSubscription, offers: PortalPlans['offers']): Offer[] {
  const offered = offers.flatMap(({ name, prices }) =>
    prices.map((each) => ({
      id: each.id,
      name,
      words: priceInWords({ ...each, meter_id: null }),
      isCounted: each.model !== 'flat',
    })),
  )
  const own = {
    id: price_id,
    name: `${plan.name} (yours)`,
    words: priceInWords({ ...price, meter_id: null }),
    isCounted: price.model !== 'flat',
  }
  return [own, ...offered.filter(({ id }) => id !== price_id)]
}

function radioOf({ id, name, words }: Offer, isChecked: boolean): Node {
  const radio = element('input', { type: 'radio', name: 'price', value: id, class: 'size-5 shrink-0 accent-primary' })
  radio.checked = isChecked
  return element(
    'label',
    { class: 'flex min-h-12 items-center gap-3 rounded-lg px-2 py-1.5 hover:bg-hover' },
    radio,
    element(
      'span',
      { class: 'min-w-0 text-base font-medium' },
      name,
      element('span', { class: 'block text-sm font-normal text-ink-2' }, words),
    ),
  )
}

function pictureOf(preview: ChangePreview): Node[] {
  const { lines, invoice, effective_date, when, next_invoice, credit_after_cents } = preview
  const rows: [string, string][] = [
    ...lines.map(({ kind, description, amount_cents }): [string, string] => [
      description,
      formatMoney(kind === 'credit' ? -amount_cents : amount_cents),
    ]),
    ...(invoice ? ([['GST', formatMoney(invoice.gst_amount_cents)]] as [string, string][]) : []),
  ]
  const total = invoice ? [['Charged today', formatMoney(invoice.total_amount_cents)] as const] : []
  return [
    note(when === 'period_end' ? `From ${formatDate(effective_date)}; nothing is charged today.` : 'From today.'),
    element(
      'dl',
      { class: 'pt-2 text-base' },
      ...rows.map(([term, amount]) => factOf(term, amount, '')),
      ...total.map(([term, amount]) => factOf(term, amount, 'border-t border-line font-semibold')),
    ),
    ...(credit_after_cents > 0 ? [note(`${formatMoney(credit_after_cents)} stays as credit for later invoices.`)] : []),
    ...(next_invoice && next_invoice.amount_cents !== null
      ? [
          note(
            `Next invoice on ${formatDate(next_invoice.date)}: ${formatMoney(next_invoice.amount_cents)} before GST.`,
          ),
        ]
      : []),
  ]
}

const factOf = (term: string, amount: string, more: string) =>
  element(
    'div',
    { class: `flex justify-between gap-4 py-1 ${more}` },
    element('dt', { class: 'min-w-0 break-words' }, term),
    element('dd', { class: 'tabular-nums whitespace-nowrap' }, amount),
  )

const note = (text: string) => element('p', { class: 'text-base text-ink-2' }, text)
const refusal = (error: unknown) =>
  element(
    'p',
    { role: 'alert', class: 'text-base text-bad' },
    error instanceof Refusal ? [error.message, ...error.fields.map(({ detail }) => detail)].join(' ') : 'Try again.',
  )
