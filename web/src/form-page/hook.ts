import { drawThanks } from '#web/form-page/draw.ts'
import { toNode } from '#web/form-page/nodes.ts'
import { bodyOf, Refused, sendForm } from '#web/form-page/send.ts'
import type { Visits } from '#web/form-page/visits.ts'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
export type Ways = {
  host: string
  form_key: string
  /** Signed when the form was shown. */
  token: () => Promise<string>
  visits: () => Visits
}

/** From here on the form is sent by script: mistakes are said at their fields, and nothing typed is lost. */
export function hookForm(form: HTMLFormElement, ways: Ways): void {
  if (form.dataset.formReady !== undefined) return
  form.dataset.formReady = ''
  const places = form.querySelectorAll('[data-error-for]').length > 0
  // Where there are places for mistakes, they are better than the browser's bubbles.
  if (places) form.noValidate = true
  const problem = form.querySelector<HTMLElement>('[data-form-message]') ?? addProblem(form)
  const button = form.querySelector<HTMLButtonElement>('button[type=submit], button:not([type]), input[type=submit]')
  let isBusy = false

  form.addEventListener('focusout', ({ target }) => {
    if (places && isControl(target) && target.value !== '') check(form, target)
  })
  form.addEventListener('input', ({ target }) => {
    if (!isControl(target)) return
    target.setCustomValidity('')
    if (target.getAttribute('aria-invalid')) check(form, target)
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!isBusy) void send()
  })

  async function send(): Promise<void> {
    problem.textContent = ''
    const wrong = places ? controlsOf(form).filter((control) => !check(form, control)) : []
    if (wrong[0]) return wrong[0].focus()
    isBusy = true
    button?.setAttribute('aria-busy', 'true')
    try {
      const { thanks, redirect_url } = await sendForm(
        ways.host,
        ways.form_key,
        bodyOf(form, await ways.token(), ways.visits()),
      )
      const isOurs = form.dispatchEvent(
        new CustomEvent('nexuscore:sent', { bubbles: true, cancelable: true, composed: true }),
      )
      if (!isOurs) form.reset()
      else if (redirect_url) location.assign(redirect_url)
      else show(thanks)
    } catch (error) {
      if (error instanceof Refused) refuse(error)
      else offerRetry(problem)
    } finally {
      isBusy = false
      button?.removeAttribute('aria-busy')
    }
  }

  function refuse({ message, mistakes }: Refused): void {
    const rest: string[] = []
    let first: Control | undefined
    for (const [name, words] of Object.entries(mistakes)) {
      const control = controlsOf(form).find((each) => each.name === name)
      if (!control) rest.push(words)
      else {
        say(form, control, words)
        first ??= control
      }
    }
    if (!first || rest.length > 0) problem.textContent = rest.join(' ') || message
    first?.focus()
    if (!places) first?.reportValidity()
  }

  function show(thanks: string): void {
    const own = form.querySelector<HTMLElement>('[data-form-thanks]')
    if (own) {
      own.hidden = false
      return form.reset()
    }
    const node = toNode(drawThanks(thanks))
    form.replaceWith(node)
    node.focus()
  }
}

function offerRetry(problem: HTMLElement): void {
  const button = document.createElement('button')
  button.type = 'submit'
  button.textContent = 'Try again'
  problem.replaceChildren('Nothing was sent: there is no connection. What you typed is still here. ', button)
}

function addProblem(form: HTMLFormElement): HTMLElement {
  const problem = document.createElement('p')
  problem.setAttribute('role', 'alert')
  form.append(problem)
  return problem
}

function check(form: HTMLFormElement, control: Control): boolean {
  control.setCustomValidity('')
  const { validity } = control
  const words = validity.valid
    ? ''
    : validity.valueMissing
      ? 'Please fill this in.'
      : validity.typeMismatch && control.type === 'email'
        ? 'Type an e-mail address like name@company.sg.'
        : control.validationMessage
  say(form, control, words)
  return words === ''
}

function say(form: HTMLFormElement, control: Control, words: string): void {
  const place = form.querySelector(`[data-error-for="${CSS.escape(control.name)}"]`)
  if (place) place.textContent = words
  else control.setCustomValidity(words)
  if (words) control.setAttribute('aria-invalid', 'true')
  else control.removeAttribute('aria-invalid')
}

const isControl = (target: EventTarget | null): target is Control =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement

const controlsOf = (form: HTMLFormElement): Control[] => [...form.elements].filter(isControl)
