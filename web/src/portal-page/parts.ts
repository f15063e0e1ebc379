import { element, vector } from '#web/pay-page/element.ts'
import { Refusal } from '#web/portal-page/api.ts'

export const card = 'rounded-xl border border-line bg-surface shadow-card'
const button =
  'inline-flex min-h-11 items-center justify-center rounded-lg px-4 text-base font-medium no-underline aria-disabled:opacity-60'
export const primary = `${button} bg-primary text-on-primary hover:bg-primary-hover`
export const secondary = `${button} border border-line-strong bg-surface text-ink hover:bg-hover`
export const plain = `${button} px-2 text-link hover:bg-hover`
export const input =
  'block min-h-11 w-full rounded-lg border border-line-strong bg-surface px-3 text-base text-ink pointer-coarse:text-[1rem] aria-invalid:border-bad'

const tones = {
  ok: 'bg-ok-bg text-ok',
  bad: 'bg-bad-bg text-bad',
  info: 'bg-info-bg text-info',
  mute: 'bg-mute-bg text-mute',
}
export type Tone = keyof typeof tones

export const badge = (tone: Tone, word: string) =>
  element(
    'span',
    { class: `inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-xs font-medium ${tones[tone]}` },
    element('span', { class: 'size-1.5 rounded-full bg-current', 'aria-hidden': 'true' }),
    word,
  )

/** In place of everything, when there is nothing to show. */
export function messageOf(title: string, text: string, ...actions: Node[]): Node {
  return element(
    'div',
    { class: `${card} mx-auto mt-8 max-w-md p-6 text-center` },
    element('h1', { class: 'text-[1.125rem] leading-6 font-semibold' }, title),
    element('p', { class: 'pt-2 text-base text-ink-2' }, text),
    ...actions.map((action) => element('p', { class: 'pt-4' }, action)),
  )
}

export function failureOf(error: unknown, retry: () => void): Node {
  const text = error instanceof Refusal ? error.message : 'Something went wrong.'
  return element(
    'div',
    { class: `${card} p-5`, role: 'alert' },
    element('p', { class: 'text-base font-medium' }, 'This could not be loaded'),
    element('p', { class: 'pt-1 text-base text-ink-2' }, text),
    element('button', { type: 'button', class: `${secondary} mt-3`, click: retry }, 'Try again'),
  )
}

export const emptyOf = (text: string) => element('p', { class: `${card} p-5 text-center text-base text-ink-2` }, text)

type FieldOptions = {
  name: string
  label: string
  value?: string
  hint?: string
  /** More attributes of the input. */
  more?: Record<string, string>
  control?: HTMLSelectElement
}

/** A label above, a hint below, and a place for what is wrong with it. */
export function field({ name, label, value = '', hint, more = {}, control }: FieldOptions): HTMLElement {
  const made =
    control ?? element('input', { id: name, name, class: input, value, 'aria-describedby': `${name}-note`, ...more })
  return element(
    'div',
    { class: 'pt-4' },
    element('label', { for: name, class: 'block pb-1 text-base font-medium' }, label),
    made,
    element('p', { id: `${name}-note`, class: 'pt-1 text-sm text-ink-2', 'data-hint': hint ?? '' }, hint ?? ''),
  )
}

/** Puts what the server says about each field below it; answers what is left to be said above the button. */
export function tellMistakes(form: HTMLElement, error: unknown): string {
  clearMistakes(form)
  if (!(error instanceof Refusal)) return 'Something went wrong. Try again.'
  const left = error.fields.filter(({ pointer, detail }) => !tellOne(form, pointer, detail))
  form.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  return error.fields.length ? left.map(({ detail }) => detail).join(' ') : error.message
}

function tellOne(form: HTMLElement, pointer: string, detail: string): boolean {
  const name = pointer.split('/').at(-1) ?? ''
  const control = form.querySelector(`[name="${CSS.escape(name)}"]`)
  const note = form.querySelector(`#${CSS.escape(name)}-note`)
  if (!control || !note) return false
  control.setAttribute('aria-invalid', 'true')
  note.textContent = detail
  note.className = 'pt-1 text-sm text-bad'
  return true
}

export function clearMistakes(form: HTMLElement): void {
  for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid')
  for (const note of form.querySelectorAll<HTMLElement>('[data-hint]')) {
    note.textContent = note.dataset.hint ?? ''
    note.className = 'pt-1 text-sm text-ink-2'
  }
}

/** Once only, with its width kept, and the word that says what is going on. */
export async function whileBusy<T>(control: HTMLElement, word: string, work: () => Promise<T>): Promise<T | undefined> {
  if (control.getAttribute('aria-disabled')) return undefined
  const before = control.textContent
  control.style.minWidth = `${control.offsetWidth}px`
  control.setAttribute('aria-disabled', 'true')
  control.textContent = word
  try {
    return await work()
  } finally {
    control.removeAttribute('aria-disabled')
    control.textContent = before
  }
}

/** What somebody typed into a field, which may not be there. */
export const textOf = (value: FormDataEntryValue | null): string => (typeof value === 'string' ? value.trim() : '')

/** A chevron that says: this opens something. */
export const arrow = () =>
  vector(
    'svg',
    { viewBox: '0 0 16 16', 'aria-hidden': 'true', class: 'size-4 shrink-0 fill-none stroke-ink-3 stroke-[1.5]' },
    vector('path', { d: 'm6.5 4 4 4-4 4' }),
  )
