import { drawForm, drawMessage } from '#web/form-page/draw.ts'
import { formStyle } from '#web/form-page/form-style.ts'
import { hookForm } from '#web/form-page/hook.ts'
import { toNode } from '#web/form-page/nodes.ts'
import { askForm, publicPath, Refused } from '#web/form-page/send.ts'
import { noteVisit } from '#web/form-page/visits.ts'

// /forms.js: `<script src="…/forms.js" data-form="frm_…" async>` draws a form where it stands; without data-form it
// notes the visit and takes over the forms of the page that say data-form. data-keep="no" keeps nothing in the browser.
const script = document.currentScript
const source = script instanceof HTMLScriptElement ? script : undefined
const host = new URL(source?.src ?? location.href).origin
const is_kept = source?.dataset.keep !== 'no'

const latest = () => noteVisit(is_kept)
latest()
// Sites that change pages without loading them anew.
window.navigation?.addEventListener('currententrychange', latest)

async function draw(place: HTMLElement, form_key: string): Promise<void> {
  const root = place.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(formStyle)
  root.adoptedStyleSheets = [sheet]
  try {
    const form = await askForm(host, form_key)
    const node = toNode(drawForm(form, { action: `${host + publicPath(form_key)}/submissions`, token: form.token }))
    root.append(node)
    if (node instanceof HTMLFormElement)
      hookForm(node, { host, form_key, token: () => Promise.resolve(form.token), visits: latest })
  } catch (error) {
    const text = error instanceof Refused ? error.message : 'The form could not be loaded.'
    // A form that is closed, or is none, has no page that would help.
    const isElsewhere = !(error instanceof Refused) || error.code === 'lead_forms.origin_not_allowed'
    const link = { href: `${host}/f/${form_key}`, label: 'Open the form on its own page' }
    root.append(toNode(drawMessage(text, isElsewhere ? link : undefined)))
  }
}

/** A form of the site's own keeps its look; its inputs are named as the fields are. */
function takeOver(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-form]')) {
    const form_key = form.dataset.form ?? ''
    const given = form.querySelector<HTMLInputElement>('input[name=token]')?.value
    // Asked at once, as it says when the form was shown; without it the form can be sent too.
    const token = given
      ? Promise.resolve(given)
      : askForm(host, form_key).then(
          (shown) => shown.token,
          () => '',
        )
    hookForm(form, { host, form_key, token: () => token, visits: latest })
  }
}

const form_key = source?.dataset.form
if (source && form_key) {
  const place = document.createElement('div')
  source.after(place)
  void draw(place, form_key)
}
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', takeOver)
else takeOver()
