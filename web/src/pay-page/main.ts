import type { CardPage, PayPage } from '#modules/pay-pages/schemas.ts'
import type { Outcome } from '#web/pay-page/card.ts'
import { element } from '#web/pay-page/element.ts'
import { messageOf, viewOf } from '#web/pay-page/view.ts'

const token = location.pathname.split('/')[2] ?? ''
const api = `/api/v1/public/pay/${encodeURIComponent(token)}`
/** Where no stream can be held open, such as behind some office networks. */
const ask_again_ms = 15_000

const main = document.querySelector<HTMLElement>('#page')!
const place = element('div')
/** Says aloud what changed while one looked elsewhere. */
const voice = element('p', { role: 'status', class: 'sr-only' })
main.append(place, voice)

let shown = ''
let status: PayPage['status'] | undefined

const came = new URLSearchParams(location.search).get('card')
/** It holds for one look: whoever loads the page anew or comes back later wants to know how things stand by then. */
let outcome: Outcome = came === 'paid' || came === 'left' ? came : null
if (came) history.replaceState(null, '', location.pathname)

async function ask(): Promise<CardPage> {
  const response = await fetch(`${api}/card`, { method: 'POST', headers: { accept: 'application/json' } })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own server, held to this by its tests
  const said = (await response.json()) as CardPage & { detail?: string }
  if (!response.ok) throw new Error(said.detail ?? 'The page could not be opened. Try again.')
  return said
}

const confirming_ms = 3_000
const most_looks = 10

/** Whoever comes back from paying is not kept waiting for an event that is late: Stripe is asked how it stands. */
async function confirm(): Promise<void> {
  for (let looks = 0; looks < most_looks && status === 'open'; looks++) {
    await fetch(`${api}/card/check`, { method: 'POST' }).catch(() => undefined)
    await refresh()
    if (status === 'open') await new Promise((resolve) => setTimeout(resolve, confirming_ms))
  }
  if (status !== 'open') return
  // Longer than that it does not take by card: better to offer it again than to wait for nothing.
  outcome = null
  shown = ''
  await refresh()
}

async function refresh(): Promise<void> {
  try {
    const response = await fetch(api, { headers: { accept: 'application/json' } })
    if (response.status === 404) return end()
    if (!response.ok) throw new Error(String(response.status))
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own server, held to this by its tests
    show((await response.json()) as PayPage)
  } catch {
    // What is shown already is better than an excuse.
    if (!shown) put(messageOf('The page could not be loaded', 'Check your connection.', () => void refresh()))
  }
}

function show(page: PayPage): void {
  const now = JSON.stringify(page)
  if (now === shown) return
  if (status === 'open' && page.status !== 'open') voice.textContent = `Invoice ${page.number} is ${page.status}.`
  document.title = `${page.status === 'open' ? 'Pay' : page.status[0]!.toUpperCase() + page.status.slice(1)}: ${page.number}, ${page.seller.name}`
  shown = now
  status = page.status
  put(viewOf(page, `${api}/pdf`, { outcome, ask }))
}

function end(): void {
  stream.close()
  clearInterval(timer)
  document.title = 'This link does not work'
  put(
    messageOf(
      'This link does not work',
      'It may have been replaced, or was not copied whole. Ask whoever sent it for the invoice again.',
    ),
  )
}

const put = (nodes: Node[]) => place.replaceChildren(...nodes)

/** Once somebody looks at it, not when a program opens it to see what it is. */
async function saySeen(): Promise<void> {
  if (document.visibilityState !== 'visible' || !shown) return
  document.removeEventListener('visibilitychange', look)
  await fetch(`${api}/seen`, { method: 'POST' }).catch(() => undefined)
}
const look = () => void saySeen()

const stream = new EventSource(`${api}/stream`)
for (const news of ['changed', 'reread']) stream.addEventListener(news, () => void refresh())
const timer = setInterval(() => {
  if (stream.readyState !== EventSource.OPEN) void refresh()
}, ask_again_ms)
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void refresh()
})
document.addEventListener('visibilitychange', look)

await refresh()
look()
if (outcome === 'paid') await confirm()
