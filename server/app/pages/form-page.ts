import { createHash } from 'node:crypto'
import type { PublicForm } from '#modules/lead-forms/submission-schemas.ts'
import { type Drawn, drawPage, drawThanks } from '#web/form-page/draw.ts'
import { formStyle } from '#web/form-page/form-style.ts'
import { html, type Html, trusted } from './html.ts'
import type { Page } from './page.ts'
import { faces, tokens } from './page-style.ts'

export type FormPageState = {
  /** Sites in whose frames it may stand. */
  allowed_origins: string[]
  is_framed: boolean
  is_sent: boolean
  /** What was typed and what is wrong with it, by the names of the inputs. */
  values?: Record<string, string>
  mistakes?: Record<string, string>
}

const style = `${faces}${tokens}
*, ::before, ::after { box-sizing: border-box; }
html { background: var(--color-canvas); color: var(--color-ink); -webkit-text-size-adjust: 100%; }
body { font: 400 1rem/1.5 var(--font-sans); margin: 0; -webkit-font-smoothing: antialiased; }
main { background: var(--color-surface); border: 1px solid var(--color-line); border-radius: 14px; margin: clamp(0rem, 4vw, 3rem) auto 0; max-width: 34rem; padding: clamp(1.25rem, 5vw, 2.25rem); }
footer { color: var(--color-ink-3); font-size: 0.8125rem; margin: 1rem auto 2.5rem; max-width: 34rem; padding: 0 1.25rem; text-align: center; }
@media (max-width: 36rem) { main { border-radius: 0; border-width: 0 0 1px; margin-top: 0; } }
.framed, .framed main { background: none; }
.framed main { border: 0; margin: 0 auto; padding: 0.25rem; }
.framed footer { display: none; }
${formStyle}
`

/** A form on a page of its own: whole without script; with it, mistakes are said at once and nothing is loaded anew. */
export function formPage(form: PublicForm, state: FormPageState): Page {
  const { form_key, token, organization_name, heading, thanks, redirect_url } = form
  const action = `/f/${form_key}${state.is_framed ? '?embed=1' : ''}`
  const { values = {}, mistakes = {} } = state
  const inside = state.is_sent ? drawThanks(thanks) : { action, token, values, mistakes }
  const page = documentOf({
    title: `${state.is_sent ? 'Sent: ' : ''}${heading} · ${organization_name}`,
    is_framed: state.is_framed,
    body: html`<main>${drawPage(form, inside, state).map(markupOf)}</main>
      ${!state.is_sent && html`<footer>${organization_name} receives what you send.</footer>`}`,
  })
  // Where the browser is led after sending counts as a target of the form.
  const targets = redirect_url ? `'self' ${new URL(redirect_url).origin}` : "'self'"
  const frames = state.is_framed && state.allowed_origins.length > 0 ? state.allowed_origins.join(' ') : "'none'"
  return { html: page, csp: policy(targets, frames) }
}

/** For whoever comes too late, or with half of the address. */
export function noFormPage({ is_closed }: { is_closed: boolean }): Page {
  const [title, text] = is_closed
    ? ['This form is closed', 'Nothing can be sent through it any more. Please ask whoever gave you the address.']
    : ['There is no form at this address', 'The address may not have been copied whole. Ask whoever gave it to you.']
  const body = html`<main>
    <h1 class="nf-heading">${title}</h1>
    <p class="nf-intro">${text}</p>
  </main>`
  return { html: documentOf({ title, body, is_framed: false }), csp: policy("'none'", '*') }
}

function documentOf({ title, body, is_framed }: { title: string; body: Html; is_framed: boolean }): string {
  return html`<!doctype html>
    <html lang="en-SG" ${is_framed && trusted(' class="framed"')}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="preload" href="/fonts/inter-site.woff2" as="font" type="font/woff2" crossorigin />
        ${trusted(`<style>${style}</style>`)} ${trusted('<script src="/forms.js" data-keep="no" async></script>')}
      </head>
      <body>
        ${body}
      </body>
    </html> `.markup
}

const empty = new Set(['input'])

function markupOf({ tag, attributes, children }: Drawn): Html {
  const given = Object.entries(attributes).map(([name, value]) => html` ${trusted(name)}="${value}"`)
  const begin = html`${trusted(`<${tag}`)}${given}${trusted('>')}`
  if (empty.has(tag)) return begin
  const inside = children.map((child) => (typeof child === 'string' ? child : markupOf(child)))
  // A line break that opens what was typed would be swallowed.
  return html`${begin}${tag === 'textarea' && '\n'}${inside}${trusted(`</${tag}>`)}`
}

const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`

const policy = (targets: string, frames: string): string =>
  [
    "default-src 'none'",
    `style-src ${styleHash}`,
    "script-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    `form-action ${targets}`,
    `frame-ancestors ${frames}`,
    "require-trusted-types-for 'script'",
  ].join('; ')
