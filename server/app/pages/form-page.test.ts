import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PublicForm } from '#modules/lead-forms/submission-schemas.ts'
import { formPage, noFormPage } from './form-page.ts'

const form: PublicForm = {
  form_key: 'frm_kopi',
  organization_name: 'Kopi & Kaki <Pte>',
  heading: 'Contact us',
  intro: 'First line\nSecond line',
  button_label: 'Send',
  fields: [{ field: 'notes', label: 'Message', hint: null, is_required: false, kind: 'long_text', choices: [] }],
  consents: [],
  thanks: 'Thank you.',
  redirect_url: 'https://www.kopi.example/thanks',
  token: 'shown"here',
}
const alone = { allowed_origins: ['https://www.kopi.example'], is_framed: false, is_sent: false }

test('writes what people typed as text, whatever it is', () => {
  const { html } = formPage(form, { ...alone, values: { notes: '\n</textarea><script>alert(1)</script>' } })
  assert.ok(html.includes('Kopi &amp; Kaki &lt;Pte&gt;'))
  assert.ok(html.includes('\n\n&lt;/textarea&gt;&lt;script&gt;'), 'and keeps its first line break')
  assert.equal(html.includes('<script>alert'), false)
  assert.ok(/value="shown&(quot|#34);here"/.test(html))
})

test('lets the form stand in frames of its sites alone, and lead nowhere but where it says', () => {
  assert.match(formPage(form, alone).csp, /frame-ancestors 'none'/)
  const framed = formPage(form, { ...alone, is_framed: true })
  assert.match(framed.csp, /frame-ancestors https:\/\/www\.kopi\.example(;|$)/)
  assert.equal(framed.html.includes('class="nf-seller"'), false)
  assert.match(formPage(form, { ...alone, is_framed: true, allowed_origins: [] }).csp, /frame-ancestors 'none'/)
  assert.match(framed.csp, /form-action 'self' https:\/\/www\.kopi\.example(;|$)/)
})

test('shows the thanks in place of the form, and tells a closed form from none', () => {
  const sent = formPage(form, { ...alone, is_sent: true }).html
  assert.ok(sent.includes('Thank you.'))
  assert.equal(sent.includes('<form'), false)
  assert.match(noFormPage({ is_closed: true }).html, /This form is closed/)
  assert.match(noFormPage({ is_closed: false }).html, /There is no form at this address/)
})
