import type { PortalDoor, PortalEntered } from '#modules/portal/schemas.ts'
import { element } from '#web/pay-page/element.ts'
import { call, get, home, Refusal } from '#web/portal-page/api.ts'
import {
  arrow,
  card,
  field,
  messageOf,
  plain,
  primary,
  secondary,
  tellMistakes,
  textOf,
  whileBusy,
} from '#web/portal-page/parts.ts'

type Put = (...nodes: Node[]) => void

/** Where one asks for a link. `note` says why one is here again; an address that is known is filled in. */
export async function showSignIn(put: Put, note?: string, address?: string): Promise<void> {
  const door = await openDoor(put, () => void showSignIn(put, note, address))
  if (door) put(askForm(door.seller_name, put, note, address))
}

async function openDoor(put: Put, retry: () => void): Promise<PortalDoor | undefined> {
  try {
    const door = await get<PortalDoor>('')
    document.title = `Customer portal of ${door.seller_name}`
    return door
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) put(noPortal())
    else put(messageOf('The page could not be loaded', 'Check your connection.', again(retry)))
    return undefined
  }
}

const again = (retry: () => void) => element('button', { type: 'button', class: secondary, click: retry }, 'Try again')

function noPortal(): Node {
  document.title = 'No customer portal'
  return messageOf(
    'There is no customer portal here',
    'The address may be incomplete, or the seller has closed the portal. Ask them how to reach your invoices.',
  )
}

function askForm(seller: string, put: Put, note?: string, value = ''): Node {
  const send = element('button', { type: 'submit', class: `${primary} mt-4 w-full` }, 'Mail me a link')
  const failure = element('p', { role: 'alert', class: 'pt-3 text-base text-bad empty:hidden' })
  const email = field({
    name: 'email',
    label: 'E-mail address',
    value,
    hint: 'The one that bills go to.',
    more: { type: 'email', autocomplete: 'email', inputmode: 'email', required: '', maxlength: '254' },
  })
  const form: HTMLFormElement = element(
    'form',
    {
      class: `${card} mx-auto mt-8 max-w-md p-6`,
      novalidate: '',
      submit: (event) => {
        event.preventDefault()
        void ask()
      },
    },
    element('p', { class: 'text-base font-semibold break-words' }, seller),
    element(
      'h1',
      { class: 'pt-1 text-[1.375rem] leading-8 font-semibold tracking-tight' },
      'Your invoices and details',
    ),
    element(
      'p',
      { class: 'pt-1 text-base text-ink-2' },
      note ?? 'We mail you a link that lets you in. No password is needed.',
    ),
    email,
    failure,
    send,
  )
  async function ask() {
    const address = textOf(new FormData(form).get('email'))
    if (!/^\S+@\S+\.\S+$/.test(address)) {
      const detail = 'Type the whole address, such as accounts@example.com.'
      tellMistakes(form, new Refusal(422, { errors: [{ pointer: '/email', code: 'required', detail }] }))
      return
    }
    await whileBusy(send, 'Sending…', async () => {
      try {
        await call('POST', '/links', { email: address })
        put(askedFor(seller, address, put))
      } catch (error) {
        failure.textContent = tellMistakes(form, error)
      }
    })
  }
  return form
}

const askedFor = (seller: string, address: string, put: Put) =>
  messageOf(
    'Check your mail',
    `If ${seller} sends its bills to ${address}, a link is on its way. It works once, within 30 minutes. Nothing there? Look into the spam folder, or try another address.`,
    element('button', { type: 'button', class: plain, click: () => put(askForm(seller, put)) }, 'Use another address'),
  )

/** Behind a link. It waits for a click, for programs that look into mail open what they find. */
export async function showEntry(put: Put, enter: () => void): Promise<void> {
  const token = location.hash.slice(1)
  // Neither the history nor a picture of the screen shall keep it.
  history.replaceState(null, '', `${home}/enter`)
  const door = await openDoor(put, () => location.reload())
  if (!door) return
  if (!token) return showSignIn(put, 'This link is not whole. Ask for a new one.')
  const go = element('button', { type: 'button', class: `${primary} w-full` }, 'Open the portal')
  const start = (control: HTMLElement, customer_id?: string) =>
    whileBusy(control, 'Opening…', async () => {
      try {
        const entered = await call<PortalEntered>('POST', '/sessions', { token, ...(customer_id && { customer_id }) })
        if (entered.customer_id) enter()
        else put(choice(entered, start))
      } catch (error) {
        const isOver = error instanceof Refusal && error.status === 410
        await showSignIn(put, isOver ? error.message : 'That did not work. Ask for a new link.')
      }
    })
  go.addEventListener('click', () => void start(go))
  put(messageOf(door.seller_name, 'Here are your invoices, your statement and your details.', go))
}

function choice({ customers }: PortalEntered, start: (control: HTMLElement, customer_id: string) => unknown): Node {
  const rows = customers.map(({ id, name }) => {
    const word = element('span', { class: 'min-w-0 flex-1 text-left break-words' }, name)
    return element(
      'li',
      {},
      element(
        'button',
        {
          type: 'button',
          class: 'flex min-h-12 w-full items-center gap-2 px-4 py-2 text-base font-medium hover:bg-hover',
          click: () => void start(word, id),
        },
        word,
        arrow(),
      ),
    )
  })
  return element(
    'div',
    { class: 'mx-auto mt-8 max-w-md' },
    element('h1', { class: 'pb-3 text-[1.125rem] leading-6 font-semibold' }, 'For whom do you come?'),
    element('ul', { class: `${card} divide-y divide-line overflow-hidden` }, ...rows),
  )
}
