import type { PortalPlans, PortalSubscription } from '#modules/portal/plan-schemas.ts'
import { formatDate } from '#web/api/format.ts'
import { element } from '#web/pay-page/element.ts'
import { priceInWords } from '#web/plans/words.ts'
import { get } from '#web/portal-page/api.ts'
import { badge, card, emptyOf, secondary, type Tone } from '#web/portal-page/parts.ts'
import { planForm } from '#web/portal-page/plan-form.ts'
import type { View } from '#web/portal-page/portal-view.ts'
import { hasSeats, seatWords } from '#web/subscriptions/words.ts'

const statuses: Record<PortalSubscription['status'], [Tone, string]> = {
  trialing: ['info', 'Trial'],
  active: ['ok', 'Active'],
  past_due: ['bad', 'Past due'],
  unpaid: ['bad', 'Unpaid'],
  paused: ['mute', 'Paused'],
  canceled: ['mute', 'Ended'],
}

export const plansView: View = async ({ seller, allows_plan_change }) => {
  const list = element('div', { class: 'grid gap-4' })
  const draw = ({ data, offers }: PortalPlans, said?: string): void =>
    list.replaceChildren(
      ...(said
        ? [element('p', { role: 'status', class: 'rounded-lg bg-ok-bg px-4 py-3 text-base text-ok' }, said)]
        : []),
      ...(data.length
        ? data.map((subscription) =>
            cardOf(subscription, offers, async (told) => draw(await get<PortalPlans>('/subscriptions'), told)),
          )
        : [emptyOf(`You have no running plan with ${seller.name}.`)]),
    )
  draw(await get<PortalPlans>('/subscriptions'))
  return [
    element('h1', { class: 'pb-3 text-[1.125rem] leading-6 font-semibold' }, 'Your plan'),
    list,
    ...(allows_plan_change
      ? []
      : [element('p', { class: 'pt-4 text-base text-ink-2' }, `To change your plan, write to ${seller.name}.`)]),
  ]
}

function cardOf(
  subscription: PortalSubscription,
  offers: PortalPlans['offers'],
  onChanged: (told: string) => Promise<unknown>,
): Node {
  const { plan, price, quantity, status, is_changeable } = subscription
  const terms = { ...price, meter_id: null }
  const place = element('div')
  const change = element('button', { type: 'button', class: secondary, 'aria-expanded': 'false' }, 'Change')
  const close = () => {
    place.replaceChildren()
    change.setAttribute('aria-expanded', 'false')
    change.hidden = false
  }
  change.addEventListener('click', () => {
    change.setAttribute('aria-expanded', 'true')
    change.hidden = true
    place.replaceChildren(planForm(subscription, offers, onChanged, close))
  })
  return element(
    'section',
    { class: `${card} p-5`, 'aria-label': plan.name },
    element(
      'div',
      { class: 'flex flex-wrap items-start justify-between gap-3' },
      element(
        'div',
        { class: 'min-w-0' },
        element(
          'h2',
          { class: 'flex flex-wrap items-center gap-2 text-[1.125rem] leading-6 font-semibold' },
          hasSeats(terms) && subscription.amount_cents !== null
            ? `${plan.name}, ${seatWords(terms, quantity)}`
            : plan.name,
          badge(...statuses[status]),
        ),
        element('p', { class: 'text-base text-ink-2' }, priceInWords(terms)),
        ...factsOf(subscription).map((fact) => element('p', { class: 'text-base text-ink-2' }, fact)),
      ),
      is_changeable && change,
    ),
    place,
  )
}

function factsOf(subscription: PortalSubscription): string[] {
  const { trial_end_date, status, next_invoice_date, cancel_at_period_end, current_period_end_date } = subscription
  const { pause_reason, pending_change, minimum_term_end_date } = subscription
  return [
    status === 'paused' && pause_reason === 'unpaid' ? 'Paused as invoices are unpaid. Pay them and it goes on.' : '',
    status === 'trialing' && trial_end_date ? `Trial until ${formatDate(trial_end_date)}` : '',
    cancel_at_period_end
      ? `Ends on ${formatDate(current_period_end_date)}`
      : next_invoice_date
        ? `Next invoice on ${formatDate(next_invoice_date)}`
        : '',
    pending_change ? `Becomes ${pending_change.plan_name} on ${formatDate(current_period_end_date)}` : '',
    minimum_term_end_date ? `Agreed until ${formatDate(minimum_term_end_date)}` : '',
  ].filter(Boolean)
}
