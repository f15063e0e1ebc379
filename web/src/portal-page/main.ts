import { place } from '#web/portal-page/api.ts'
import { element } from '#web/pay-page/element.ts'
import { showPortal } from '#web/portal-page/portal-view.ts'
import { showEntry, showSignIn } from '#web/portal-page/sign-in-view.ts'

const page = document.querySelector<HTMLElement>('#page')!

function put(...nodes: Node[]): void {
  page.replaceChildren(element('main', {}, ...nodes))
}

/** What a reminder fills in, behind `#`. The history need not keep it. */
const email = place === 'enter' ? null : new URLSearchParams(location.hash.slice(1)).get('email')
if (email) history.replaceState(null, '', location.pathname)

const open = (at?: string) => void showPortal(page, at, (note) => void showSignIn(put, note, email ?? ''))

if (place === 'enter') void showEntry(put, () => open(''))
else open()
