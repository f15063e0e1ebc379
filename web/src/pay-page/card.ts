import type { CardPage, PayPage } from '#modules/pay-pages/schemas.ts'
import { element } from '#web/pay-page/element.ts'

type Card = NonNullable<PayPage['card']>
/** How somebody came back from the page of Stripe. */
export type Outcome = 'paid' | 'left' | null

const words = {
  processing: ['Your payment is on its way', 'Your bank has not confirmed it yet. Please do not pay again.'],
  paid: ['Your payment is being confirmed', 'This page says Paid in a moment. Please do not pay again.'],
  left: ['You left without paying', 'Nothing was charged.'],
  failed: ['The card was declined', 'Nothing was charged.'],
} as const

/** The part of the page for cards: what became of the last try, and the way to the next. */
export function cardSection(
  { status, failure }: Card,
  outcome: Outcome,
  { look, secondary, ask }: { look: string; secondary: string; ask: () => Promise<CardPage> },
): Node {
  const state = status === 'processing' || status === 'failed' ? status : outcome
  const waits = state === 'processing' || state === 'paid'
  const problem = element('p', { role: 'alert', class: 'pt-2 text-sm text-bad empty:hidden' })
  const button = element(
    'button',
    { type: 'button', class: secondary },
    status === 'failed' ? 'Try another card' : 'Pay by card',
  )
  // Two clicks would get the same page; one at a time is calmer.
  button.addEventListener('click', () => void go(button, problem, ask))
  const [title, text] = state ? words[state] : []
  return element(
    'section',
    { class: look, 'aria-labelledby': 'card' },
    element('h2', { id: 'card', class: 'text-base font-semibold' }, 'Pay by card'),
    title &&
      element(
        'div',
        { class: `mt-2 rounded-lg px-3 py-2 text-sm ${waits ? 'bg-info-bg text-info' : 'bg-warn-bg text-warn'}` },
        element('p', { class: 'font-medium' }, title),
        element('p', {}, [state === 'failed' && failure, text].filter(Boolean).join(' ')),
      ),
    element(
      'p',
      { class: 'pt-1 pb-3 text-sm text-ink-2' },
      waits ? '' : 'On a secure page of Stripe. You come back here afterwards.',
    ),
    !waits && button,
    problem,
  )
}

async function go(button: HTMLButtonElement, problem: HTMLElement, ask: () => Promise<CardPage>): Promise<void> {
  if (button.disabled) return
  const label = button.textContent
  button.disabled = true
  button.textContent = 'Opening the page…'
  problem.textContent = ''
  try {
    location.assign((await ask()).url)
  } catch (error) {
    problem.textContent = error instanceof Error ? error.message : 'The page could not be opened. Try again.'
    button.disabled = false
    button.textContent = label
  }
}
