import type { PortalModule, PortalOverview } from '#modules/portal/schemas.ts'
import { element } from '#web/pay-page/element.ts'
import { call, get, home, Refusal } from '#web/portal-page/api.ts'
import { creditNotesView } from '#web/portal-page/credit-notes-view.ts'
import { detailsView } from '#web/portal-page/details-view.ts'
import { homeView } from '#web/portal-page/home-view.ts'
import { invoicesView } from '#web/portal-page/invoices-view.ts'
import { failureOf, messageOf, plain, secondary } from '#web/portal-page/parts.ts'
import { plansView } from '#web/portal-page/plans-view.ts'
import { statementView } from '#web/portal-page/statement-view.ts'

export type View = (overview: PortalOverview) => Promise<Node[]>
type Tab = { module: PortalModule | undefined; label: string; view: View }

/** The last part of each address; what the seller hides has none. */
const tabs: Record<string, Tab> = {
  '': { module: undefined, label: 'Overview', view: homeView },
  invoices: { module: 'invoices', label: 'Invoices', view: invoicesView },
  'credit-notes': { module: 'credit_notes', label: 'Credit notes', view: creditNotesView },
  statement: { module: 'statement', label: 'Statement', view: statementView },
  plan: { module: 'plan', label: 'Plan', view: plansView },
  details: { module: 'details', label: 'Details', view: detailsView },
}

const addressOf = (name: string) => (name ? `${home}/${name}` : home)
const nameHere = () => location.pathname.split('/')[3] ?? ''

/** Everything behind the door. `leave` shows the way in again, with why. */
export async function showPortal(
  page: HTMLElement,
  at: string | undefined,
  leave: (note?: string) => void,
): Promise<void> {
  let overview: PortalOverview
  const away = new AbortController()
  const leaving = (note?: string) => {
    away.abort()
    leave(note)
  }
  const body = element('main', { class: 'pt-4', id: 'content' })
  const navigation = element('nav', {
    'aria-label': 'Portal',
    class: '-mx-4 overflow-x-auto border-b border-line px-4',
  })
  let turn = 0

  async function load(): Promise<boolean> {
    try {
      overview = await get<PortalOverview>('/overview')
      return true
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) leaving()
      else
        page.replaceChildren(
          element(
            'main',
            {},
            failureOf(error, () => void begin()),
          ),
        )
      return false
    }
  }

  async function draw(): Promise<void> {
    const mine = ++turn
    const name = nameHere()
    const tab = shownTabs(overview).find(([each]) => each === name)?.[1]
    navigation.replaceChildren(tabList(overview, name))
    navigation.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
    document.title = `${tab?.label ?? 'Not here'} · ${overview.seller.name}`
    if (!tab) return body.replaceChildren(notHere())
    const nodes = await tab.view(overview).catch((error: unknown) => {
      if (error instanceof Refusal && error.status === 401) {
        leaving('Your visit is over. Ask for a new link.')
        return undefined
      }
      return [failureOf(error, () => void draw())]
    })
    if (nodes && mine === turn) body.replaceChildren(...nodes)
  }

  /** What happened meanwhile shows when one comes back, unless something is being typed. */
  async function look(): Promise<void> {
    const isTyping = body.querySelector('form') !== null
    if (document.visibilityState === 'visible' && !isTyping && (await load())) await draw()
  }

  function follow(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey
    if (!link || !isPlain || link.target || link.hasAttribute('download') || !isOurs(link.pathname)) return
    event.preventDefault()
    history.pushState(null, '', link.pathname)
    scrollTo(0, 0)
    void draw()
  }

  async function begin(): Promise<void> {
    if (at !== undefined) history.replaceState(null, '', addressOf(at))
    if (!(await load())) return
    page.replaceChildren(headerOf(overview, leaving), navigation, body, footerOf(overview))
    await draw()
  }

  const { signal } = away
  addEventListener('popstate', () => void draw(), { signal })
  document.addEventListener('visibilitychange', () => void look(), { signal })
  document.addEventListener('click', follow, { signal })
  await begin()
}

const isOurs = (path: string) => path === home || path.startsWith(`${home}/`)

const shownTabs = ({ modules }: PortalOverview) =>
  Object.entries(tabs).filter(([, { module }]) => module === undefined || modules.includes(module))

function tabList(overview: PortalOverview, here: string): Node {
  const links = shownTabs(overview).map(([name, { label }]) =>
    element(
      'li',
      {},
      element(
        'a',
        {
          href: addressOf(name),
          class:
            'inline-flex min-h-11 items-center border-b-2 border-transparent px-2.5 text-base whitespace-nowrap text-ink-2 no-underline hover:text-ink aria-[current]:border-primary aria-[current]:font-medium aria-[current]:text-ink',
          ...(name === here && { 'aria-current': 'page' }),
        },
        label,
      ),
    ),
  )
  return element('ul', { class: 'flex min-w-max' }, ...links)
}

function headerOf({ seller, customer }: PortalOverview, leave: (note?: string) => void): Node {
  const out = element('button', { type: 'button', class: `${plain} -mr-2 whitespace-nowrap` }, 'Log out')
  out.addEventListener('click', () => void logOut())
  async function logOut(): Promise<void> {
    const done = await call('POST', '/log-out').then(
      () => true,
      (error: unknown) => error instanceof Refusal && error.status === 401,
    )
    if (!done) {
      out.textContent = 'Not logged out: try again'
      return
    }
    history.replaceState(null, '', home)
    leave('You have logged out. A new link lets you in again.')
  }
  return element(
    'header',
    { class: 'flex items-start justify-between gap-3 pb-2' },
    element(
      'div',
      { class: 'min-w-0 pt-1' },
      element('p', { class: 'text-[1.125rem] leading-6 font-semibold break-words' }, seller.name),
      element('p', { class: 'text-base break-words text-ink-2' }, `For ${customer.name}`),
    ),
    out,
  )
}

const footerOf = ({ seller }: PortalOverview) =>
  element(
    'footer',
    { class: 'pt-8 text-center text-sm text-ink-2' },
    seller.uen ? `UEN ${seller.uen} · Questions: ` : 'Questions: ',
    element('a', { href: `mailto:${seller.email}`, class: 'text-link underline' }, seller.email),
  )

const notHere = () =>
  messageOf(
    'This is not here',
    'The seller does not show it, or the address is wrong.',
    element('a', { href: home, class: secondary }, 'To the overview'),
  )
