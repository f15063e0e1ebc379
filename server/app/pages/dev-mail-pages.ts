import { shortDay } from '#platform/short-day.ts'
import { type Html, html } from './html.ts'
import { htmlPage, type Page } from './page.ts'

/** A mail that stayed here; `html` and `text` are what a mail program would show. */
export type KeptMail = {
  id: string
  to: string
  subject: string
  text: string
  html: string
  /** Their names. */
  attachments: string[]
  created_at: string
}

export function mailboxPage(mails: KeptMail[], to: string | undefined): Page {
  const count = mails.length === 100 ? 'the newest 100' : `${mails.length}`
  const body = html`<main id="content">
    <header class="head">
      <h1>Mail</h1>
      ${mails.length > 0 && html`<span class="quiet">${count}</span>`}
    </header>
    <p class="quiet">
      Without a mail server, every mail of this installation stays here. Only development installations have this page.
    </p>
    <form class="filter" method="get" action="/dev/mail" role="search">
      <label for="to">To</label>
      <input
        id="to"
        name="to"
        type="search"
        value="${to ?? ''}"
        maxlength="254"
        placeholder="mei.ling@example.com"
        autocomplete="off"
        spellcheck="false"
      />
      <button>Filter</button>${to && html` <a href="/dev/mail">Show all</a>`}
    </form>
    ${
      mails.length > 0
        ? html`<ol class="card mails">
            ${mails.map(renderRow)}
          </ol>`
        : renderEmpty(to)
    }
  </main>`
  return htmlPage({ title: 'Mail', body, style: mailStyle })
}

function renderRow({ id, to, subject, created_at }: KeptMail): Html {
  return html`<li><a href="/dev/mail/${id}">${subject}</a><span class="to">${to}</span>${renderTime(created_at)}</li>`
}

function renderEmpty(to: string | undefined): Html {
  if (to)
    return html`<div class="card empty">
      <h2>No mail to ${to}</h2>
      <p>The whole address must match. <a href="/dev/mail">Show all mail</a></p>
    </div>`
  return html`<div class="card empty">
    <h2>No mail yet</h2>
    <p><a href="/sign-up">Sign up</a> with any address, and the mail that confirms it arrives here within a second.</p>
  </div>`
}

export function mailPage(mail: KeptMail): Page {
  const { to, subject, text, attachments, created_at } = mail
  const body = html`<main id="content" class="wide">
    <p class="crumbs"><a href="/dev/mail">Mail</a> / <a href="/dev/mail?to=${encodeURIComponent(to)}">${to}</a></p>
    <h1>${subject}</h1>
    <p class="quiet">To ${to} · ${renderTime(created_at)}</p>
    ${attachments.length > 0 && html`<p class="quiet">Attached: ${attachments.join(', ')}</p>`}
    <div class="parts">
      <section aria-labelledby="text">
        <h2 id="text">Text</h2>
        <div class="card text">${renderText(text)}</div>
      </section>
      <section aria-labelledby="html">
        <h2 id="html">HTML</h2>
        <iframe
          class="card"
          title="The mail as HTML"
          sandbox="allow-top-navigation-by-user-activation"
          srcdoc="${leavingTheFrame(mail.html)}"
        ></iframe>
      </section>
    </div>
  </main>`
  return htmlPage({ title: subject, body, style: mailStyle, inline_styles: inlineStyles(mail.html) })
}

export function noSuchMailPage(): Page {
  const body = html`<main id="content" class="prose">
    <h1>There is no such mail</h1>
    <p>It may belong to a database that was thrown away since. <a href="/dev/mail">Show all mail</a></p>
  </main>`
  return htmlPage({ title: 'No such mail', body, style: mailStyle })
}

/** Text as it was sent, with its addresses as links. */
function renderText(text: string): Html[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/)
    .map((piece) => (/^https?:\/\//.test(piece) ? html`<a href="${piece}">${piece}</a>` : html`${piece}`))
}

/** The frame may show nothing but the mail, so its links open in the window around it. */
const leavingTheFrame = (markup: string): string => markup.replace(/<a\s(?![^>]*\btarget=)/gi, '<a target="_top" ')

/** The frame inherits the policy of this page, which therefore allows exactly the styles that the mail brings along. */
function inlineStyles(markup: string): string[] {
  return [...markup.matchAll(/\sstyle="([^"]*)"/g)].map(([, style = '']) =>
    style.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&'),
  )
}

function renderTime(instant: string): Html {
  const here = Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Singapore')
  const time = here.toPlainTime().toString({ smallestUnit: 'second' })
  return html`<time datetime="${instant}">${shortDay(here.toPlainDate().toString())}, ${time}</time>`
}

const mailStyle = `
.head { align-items: baseline; display: flex; gap: 0.75rem; }
.head + p { margin-top: 0.5rem; }
.filter { align-items: center; display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 1.5rem 0 1rem; }
.filter input { background: var(--color-surface); border: 1px solid var(--color-line-strong); border-radius: 6px; color: inherit; flex: 1 1 12rem; font: inherit; height: 2.25rem; max-width: 24rem; min-width: 0; padding: 0 0.75rem; }
.filter ::placeholder { color: var(--color-ink-3); opacity: 1; }
.filter button { background: var(--color-primary); border: 0; border-radius: 6px; color: var(--color-on-primary); cursor: pointer; font: inherit; font-weight: 550; height: 2.25rem; padding: 0 1rem; }
.filter button:hover { background: var(--color-primary-hover); }
.mails { list-style: none; padding: 0; }
.mails li { align-items: baseline; display: grid; gap: 0 1rem; grid-template-columns: minmax(0, 1.4fr) minmax(0, 1fr) auto; margin: 0; padding: 0.5rem 1rem; position: relative; }
.mails li + li { border-top: 1px solid var(--color-line); }
.mails li:hover { background: var(--color-hover); }
.mails a { color: inherit; font-weight: 550; overflow-wrap: anywhere; text-decoration: none; }
.mails a::after { content: ''; inset: 0; position: absolute; }
.mails .to, .mails time { color: var(--color-ink-3); font-size: 0.8125rem; overflow-wrap: anywhere; }
.mails time { font-variant-numeric: tabular-nums; white-space: nowrap; }
.empty { padding: 3rem 1.5rem; text-align: center; }
.empty p { color: var(--color-ink-2); margin-top: 0.25rem; }
.wide { max-width: 72rem; }
.wide h1 + p { margin-top: 0.25rem; }
.parts { display: grid; gap: 1.5rem; margin-top: 1.5rem; }
.parts section { min-width: 0; }
.parts h2 { color: var(--color-ink-3); font-size: 0.8125rem; font-weight: 500; letter-spacing: 0; margin-bottom: 0.25rem; }
.text { overflow-wrap: anywhere; padding: 1rem 1.25rem; white-space: pre-wrap; }
iframe { background: #f7f8fa; color-scheme: light; display: block; height: 34rem; overflow: hidden; resize: vertical; width: 100%; }
@media (min-width: 900px) { .parts { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); } }
@media (max-width: 639px) { .mails li { grid-template-columns: minmax(0, 1fr); gap: 0.125rem; padding: 0.75rem 1rem; } }
@media (pointer: coarse) { .filter input { font-size: 1rem; } .filter input, .filter button { height: 2.75rem; } .filter > a, .crumbs a { padding: 0.75rem 0; display: inline-block; } }
@media print { .filter, iframe { display: none; } }
`
