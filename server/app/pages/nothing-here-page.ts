import { html } from './html.ts'
import { htmlPage, type Page } from './page.ts'

export function nothingHerePage(): Page {
  const body = html`<main id="content" class="prose">
    <h1>There is nothing at this address</h1>
    <p>It may have been moved, or it was mistyped. <a href="/app">Go to your organisation</a></p>
  </main>`
  return htmlPage({ title: 'Not found', body })
}
