import { createHash } from 'node:crypto'
import { type Html, html, trusted } from './html.ts'
import { pageStyle } from './page-style.ts'

export type Page = { html: string; csp: string }
export type PageOptions = {
  title: string
  body: Html
  /** CSS of this page alone, put behind the style of all. */
  style?: string
  /** The only script that the page may run, where it cannot do without. */
  script?: string
  /** Values of `style` attributes that the page may show although they are inline: for the mail in its frame. */
  inline_styles?: string[]
  /** The path of the header's link that this page belongs to. */
  section?: string
  /** Without our own header: a page that a seller shows to a customer. */
  is_sellers?: boolean
}

/**
 * The one shell of the pages that the server renders itself: one style, no script unless it
 * brings its own, and a policy that allows no more.
 */
export function htmlPage({
  title,
  body,
  style = '',
  script,
  inline_styles = [],
  section,
  is_sellers = false,
}: PageOptions): Page {
  const css = pageStyle + style
  const shell = html`<!doctype html>
    <html lang="en-SG">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}${!is_sellers && ' · NexusCore'}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="preload" href="/fonts/inter-site.woff2" as="font" type="font/woff2" crossorigin />
        ${trusted(`<style>${css}</style>`)}
      </head>
      <body>
        <a class="skip" href="#content">Skip to content</a>
        ${
          !is_sellers &&
          html`<header class="bar">
            <a class="brand" href="/">${mark} NexusCore</a>
            <nav aria-label="Site">${link('/', 'Home', section)}${link('/docs', 'API docs', section)}</nav>
          </header>`
        }
        ${body} ${script && trusted(`<script>${script}</script>`)}
      </body>
    </html> `
  return { html: shell.markup, csp: policy(css, inline_styles, script) }
}

const link = (path: string, label: string, section: string | undefined): Html =>
  html`<a href="${path}" ${path === section && trusted(' aria-current="page"')}>${label}</a>`

/** The mark of web/src/app/logo.tsx: an N of squares like a payment code's, its core in red. */
const mark = trusted(
  '<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><rect width="24" height="24" rx="6" fill="#eb582d"/>' +
    '<path d="M6 6h3v12H6zM15 6h3v12h-3zM9 9h3v3H9zM12 12h3v3h-3z" fill="#fff"/></svg>',
)

function policy(css: string, inline_styles: string[], script: string | undefined): string {
  const attributes = inline_styles.length ? ["'unsafe-hashes'", ...new Set(inline_styles.map(hash))] : []
  return [
    "default-src 'none'",
    ['style-src', hash(css), ...attributes].join(' '),
    ...(script ? [`script-src ${hash(script)}`, "connect-src 'self'"] : []),
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
