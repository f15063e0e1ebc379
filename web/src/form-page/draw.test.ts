import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PublicForm } from '#modules/lead-forms/submission-schemas.ts'
import { type Drawn, drawForm } from '#web/form-page/draw.ts'

const form: PublicForm = {
  form_key: 'frm_kopi',
  organization_name: 'Kopi Kaki',
  heading: 'Contact us',
  intro: null,
  button_label: 'Send',
  fields: [
    { field: 'email', label: 'E-mail', hint: 'We answer here', is_required: true, kind: 'email', choices: [] },
    { field: 'custom_fields.size', label: 'Size', hint: null, is_required: false, kind: 'choice', choices: ['S', 'L'] },
  ],
  consents: [{ channel: 'email', text: 'You may mail me.' }],
  thanks: 'Thank you.',
  redirect_url: null,
  token: 'shown',
}
const all = (drawn: Drawn | string): Drawn[] =>
  typeof drawn === 'string' ? [] : [drawn, ...drawn.children.flatMap(all)]
const named = (drawn: Drawn, name: string) => all(drawn).find(({ attributes }) => attributes.name === name)

test('draws a form whose inputs are tied to their labels, hints and mistakes', () => {
  const drawn = drawForm(form, { action: '/f/frm_kopi', token: 'shown', mistakes: { email: 'Too short.' } })
  const { attributes } = named(drawn, 'email')!
  assert.equal(attributes.type, 'email')
  assert.equal(attributes.required, '')
  assert.equal(attributes['aria-invalid'], 'true')
  const ids = attributes['aria-describedby']!.split(' ')
  assert.deepEqual(
    ids.map((id) => all(drawn).find((each) => each.attributes.id === id)?.children[0]),
    ['We answer here', 'Too short.'],
  )
  assert.ok(all(drawn).some(({ tag, attributes: { for: id } }) => tag === 'label' && id === attributes.id))
  assert.deepEqual(
    named(drawn, 'custom_fields.size')!.children.map((each) => (each as Drawn).attributes.value),
    ['', 'S', 'L'],
  )
})

test('ticks no consent beforehand, and shows the trap to nobody', () => {
  const drawn = drawForm(form, { action: '', token: '' })
  assert.equal(named(drawn, 'consent.email')!.attributes.checked, undefined)
  const trap = named(drawn, 'website')!
  assert.equal(trap.attributes.tabindex, '-1')
  assert.equal(trap.attributes.autocomplete, 'off')
  const around = all(drawn).find(({ children }) => children.includes(trap))!
  assert.equal(around.attributes['aria-hidden'], 'true')
  const typed = drawForm(form, { action: '', token: '', values: { 'consent.email': 'yes' } })
  assert.equal(named(typed, 'consent.email')!.attributes.checked, '', 'what somebody ticked stays ticked')
})
