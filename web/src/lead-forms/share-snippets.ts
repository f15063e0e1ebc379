import type { LeadForm } from '#modules/lead-forms/schemas.ts'

type Shared = Pick<LeadForm, 'form_key' | 'button_label' | 'fields' | 'consents'>

const submissionsUrl = (origin: string, { form_key }: Shared) => `${origin}/api/v1/public/forms/${form_key}/submissions`

export const pageUrl = (origin: string, { form_key }: Shared) => `${origin}/f/${form_key}`

export const snippetOf = (origin: string, { form_key }: Shared) =>
  `<script src="${origin}/forms.js" data-form="${form_key}" async></script>`

/** To be styled by the site; with the script in the page it is sent without leaving it. */
export function htmlOf(origin: string, form: Shared): string {
  const inputs = form.fields.flatMap(({ field, label, is_required }) => [
    `  <label>${escape(label)}`,
    field === 'notes'
      ? `    <textarea name="${field}"${is_required ? ' required' : ''}></textarea>`
      : `    <input name="${field}"${typeOf(field)}${is_required ? ' required' : ''}>`,
    '  </label>',
    `  <p data-error-for="${field}"></p>`,
  ])
  const consents = form.consents.map(
    ({ channel, text }) =>
      `  <label><input type="checkbox" name="consent.${channel}" value="yes"> ${escape(text)}</label>`,
  )
  return [
    `<form data-form="${form.form_key}" method="post" action="${submissionsUrl(origin, form)}">`,
    ...inputs,
    ...consents,
    '  <input name="website" tabindex="-1" autocomplete="off" aria-hidden="true" style="position:absolute;left:-9999px">',
    `  <button type="submit">${escape(form.button_label)}</button>`,
    '</form>',
    `<script src="${origin}/forms.js" async></script>`,
  ].join('\n')
}

export function curlOf(origin: string, form: Shared): string {
  const fields = Object.fromEntries(form.fields.map(({ field }) => [field, examples[field] ?? 'Example']))
  const consents = Object.fromEntries(form.consents.map(({ channel }) => [channel, true]))
  const body = JSON.stringify({ fields, ...(form.consents.length > 0 && { consents }) }, null, 2)
  return [
    `curl -X POST ${submissionsUrl(origin, form)} \\`,
    "  -H 'content-type: application/json' \\",
    `  -d '${body.replaceAll("'", String.raw`'\''`)}'`,
  ].join('\n')
}

const typeOf = (field: string) => ({ email: ' type="email"', phone: ' type="tel"' })[field] ?? ''
const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const examples: Record<string, string> = {
  name: 'Tan Wei Ming',
  email: 'weiming@example.sg',
  phone: '9123 4567',
  company: 'Katong Bakery Pte. Ltd.',
  uen: '201912345K',
  job_title: 'Owner',
  notes: 'Please call me.',
}
