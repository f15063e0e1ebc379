import { html } from './html.ts'
import { htmlPage, type Page } from './page.ts'

/** Where a customer comes back to who left a card with a seller; nobody is signed in, so it names nobody. */
export function cardSavedPage(): Page {
  const body = html`<main id="content" class="prose">
    <h1>Your card is saved</h1>
    <p>Nothing was charged. You can close this page.</p>
  </main>`
  return htmlPage({ title: 'Card saved', body })
}

export function cardLeftPage(): Page {
  const body = html`<main id="content" class="prose">
    <h1>No card was saved</h1>
    <p>
      You left the page before the end. Open the link again to save a card; if it does not work any more, ask for a new
      one.
    </p>
  </main>`
  return htmlPage({ title: 'No card saved', body })
}
