import type { PublicForm } from '#modules/lead-forms/submission-schemas.ts'

/** An element before it is one: the server makes markup of it, browsers make nodes. */
export type Drawn = { tag: string; attributes: Record<string, string>; children: readonly (Drawn | string)[] }
export type ShownForm = Pick<PublicForm, 'form_key' | 'heading' | 'button_label' | 'fields' | 'consents'>
type ShownField = PublicForm['fields'][number]

type Given = {
  /** Where it goes without script. */
  action: string
  token: string
  /** What was typed before, by the names of the inputs. */
  values?: Record<string, string>
  /** What is wrong with it, by the same names; '' for the whole. */
  mistakes?: Record<string, string>
}

const kinds: Record<string, Record<string, string>> = {
  name: { autocomplete: 'name', maxlength: '200' },
  email: { type: 'email', autocomplete: 'email', inputmode: 'email', maxlength: '254' },
  phone: { type: 'tel', autocomplete: 'tel', inputmode: 'tel', maxlength: '40' },
  company: { autocomplete: 'organization', maxlength: '200' },
  uen: { autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', maxlength: '12' },
  job_title: { autocomplete: 'organization-title', maxlength: '200' },
  number: { inputmode: 'decimal', autocomplete: 'off', maxlength: '40' },
  date: { type: 'date' },
  text: { autocomplete: 'off', maxlength: '2000' },
}
export const consentName = (channel: string): string => `consent.${channel}`

/** The form as visitors see it: on its own page, in a site and in the builder's preview, by this one function. */
export function drawForm(form: ShownForm, { action, token, values = {}, mistakes = {} }: Given): Drawn {
  const { fields, consents } = form
  return el(
    'form',
    { class: 'nf', 'data-form': form.form_key, method: 'post', action, 'accept-charset': 'utf-8' },
    el('p', { class: 'nf-problem', role: 'alert', 'data-form-message': '' }, mistakes[''] ?? ''),
    ...fields.map((field) => drawField(field, values[field.field] ?? '', mistakes[field.field])),
    ...(consents.length > 0 ? [drawConsents(consents, values)] : []),
    // Programs fill in what people are not shown.
    el(
      'div',
      { class: 'nf-trap', 'aria-hidden': 'true' },
      el('label', { for: 'nf-website' }, 'Leave this empty'),
      el('input', { id: 'nf-website', name: 'website', type: 'text', tabindex: '-1', autocomplete: 'off' }),
    ),
    el('input', { type: 'hidden', name: 'token', value: token }),
    el('button', { type: 'submit' }, form.button_label),
  )
}

/** A page of its own around it: who asks, what for, and the form or what stands in its place. */
export function drawPage(
  form: ShownForm & Pick<PublicForm, 'organization_name' | 'intro'>,
  inside: Given | Drawn,
  { is_framed = false, heading = 'h1' }: { is_framed?: boolean; heading?: 'h1' | 'h2' } = {},
): Drawn[] {
  return [
    ...(is_framed ? [] : [el('p', { class: 'nf-seller' }, form.organization_name)]),
    el(heading, { class: 'nf-heading' }, form.heading),
    el('div', { class: 'nf-intro' }, ...paragraphs(form.intro ?? '')),
    'tag' in inside ? inside : drawForm(form, inside),
  ]
}

/** In place of the form, once it was sent. */
export const drawThanks = (text: string): Drawn =>
  el('div', { class: 'nf nf-thanks', role: 'status', tabindex: '-1' }, ...paragraphs(text))

/** In place of the form, where there is none. */
export const drawMessage = (text: string, link?: { href: string; label: string }): Drawn =>
  el(
    'div',
    { class: 'nf nf-problem', role: 'alert' },
    el('p', {}, text),
    ...(link ? [el('p', {}, el('a', { href: link.href, target: '_blank', rel: 'noopener' }, link.label))] : []),
  )

export const paragraphs = (text: string): Drawn[] =>
  text.split(/\n+/).flatMap((line) => (line.trim() ? [el('p', {}, line)] : []))

function drawField(field: ShownField, value: string, mistake: string | undefined): Drawn {
  const { field: name, label, hint, is_required } = field
  const id = `nf-${name}`
  const attributes = {
    id,
    name,
    'aria-describedby': hint ? `${id}-hint ${id}-error` : `${id}-error`,
    ...(is_required && { required: '' }),
    ...(mistake && { 'aria-invalid': 'true' }),
  }
  return el(
    'div',
    { class: 'nf-field' },
    el('label', { for: id }, label, ...(is_required ? [] : [el('span', {}, ' (optional)')])),
    drawControl(field, attributes, value),
    ...(hint ? [el('p', { class: 'nf-hint', id: `${id}-hint` }, hint)] : []),
    el('p', { class: 'nf-error', id: `${id}-error`, 'data-error-for': name }, mistake ?? ''),
  )
}

function drawControl({ field, kind, choices }: ShownField, attributes: Record<string, string>, value: string): Drawn {
  if (kind === 'long_text') return el('textarea', { ...attributes, rows: '4', maxlength: '10000' }, value)
  if (kind === 'choice' || kind === 'yes_no') {
    const offered =
      kind === 'choice'
        ? choices.map((each) => [each, each])
        : [
            ['yes', 'Yes'],
            ['no', 'No'],
          ]
    return el(
      'select',
      attributes,
      el('option', { value: '' }, 'Choose…'),
      ...offered.map(([key = '', word = '']) =>
        el('option', { value: key, ...(key === value && { selected: '' }) }, word),
      ),
    )
  }
  return el('input', { type: 'text', ...(kinds[field] ?? kinds[kind]), ...attributes, ...(value && { value }) })
}

/** Never ticked beforehand: consent is given, not left in place. */
function drawConsents(consents: ShownForm['consents'], values: Record<string, string>): Drawn {
  return el(
    'fieldset',
    {},
    el('legend', {}, 'May we contact you?'),
    ...consents.map(({ channel, text }) => {
      const name = consentName(channel)
      const checked = values[name] ? { checked: '' } : {}
      return el(
        'label',
        { class: 'nf-consent' },
        el('input', { type: 'checkbox', name, value: 'yes', ...checked }),
        el('span', {}, text),
      )
    }),
  )
}

function el(tag: string, attributes: Record<string, string>, ...children: (Drawn | string)[]): Drawn {
  return { tag, attributes, children }
}
