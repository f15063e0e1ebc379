import type { PublicQuotation } from '#modules/quotations/schemas.ts'
import { gstTotals, money, paragraphs, quantity } from '#modules/invoices/paper-page.ts'
import { shortDay } from '#platform/short-day.ts'
import { type Html, html, trusted } from './html.ts'
import { htmlPage, type Page } from './page.ts'

export type QuotationPageState = {
  /** Where it lies: forms post to it, the PDF hangs below it. */
  path: string
  /** What was typed and what is wrong with it. */
  name?: string
  problem?: string
}

const style = `
main.offer { max-width: 48rem; padding: clamp(1rem, 4vw, 2.5rem); }
.offer .sheet { background: var(--color-surface); border: 1px solid var(--color-line); border-radius: 12px; font-size: 0.9375rem; line-height: 1.5rem; padding: clamp(1.25rem, 4vw, 2.25rem); }
.offer header { border-bottom: 2px solid var(--color-primary); display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; justify-content: space-between; padding-bottom: 1rem; }
.offer h1 { font-size: 1.375rem; line-height: 1.75rem; }
.offer h1 span { white-space: nowrap; }
.offer h1 + .quiet { margin-top: 0.5rem; }
.offer .quiet { color: var(--color-ink-2); }
.offer .state { background: var(--color-info-bg); border-radius: 8px; color: var(--color-info); font-weight: 550; margin: 1.25rem 0; padding: 0.625rem 0.875rem; }
.offer .state.ok { background: var(--color-ok-bg); color: var(--color-ok); }
.offer .state.warn { background: var(--color-warn-bg); color: var(--color-warn); }
.offer .state.mute { background: var(--color-mute-bg); color: var(--color-mute); }
.offer .facts { display: flex; flex-wrap: wrap; gap: 0.75rem 2.5rem; margin: 0; }
.offer .facts dt { color: var(--color-ink-2); font-size: 0.8125rem; }
.offer .facts dd { margin: 0; }
.offer table { margin-top: 1.25rem; }
.offer th, .offer td { border-bottom: 1px solid var(--color-line); padding: 0.625rem 1rem 0.625rem 0; vertical-align: top; }
.offer .figure { font-variant-numeric: tabular-nums; padding-right: 0; text-align: right; }
.offer td.figure { white-space: nowrap; }
.offer td p { overflow-wrap: anywhere; }
.offer small { color: var(--color-ink-2); display: block; font-size: 0.8125rem; }
.offer .sums { display: grid; row-gap: 0.25rem; grid-template-columns: 1fr auto; margin: 1rem 0 1.5rem auto; max-width: 24rem; }
.offer .sums dt { color: var(--color-ink-2); }
.offer .sums dd { font-variant-numeric: tabular-nums; margin: 0; padding-left: 1.5rem; text-align: right; white-space: nowrap; }
.offer .sums .sum { border-top: 1px solid var(--color-primary); color: var(--color-ink); font-size: 1.0625rem; font-weight: 620; padding-top: 0.5rem; }
.offer .notes p + p { margin-top: 0.5rem; }
.offer .paper { margin-top: 1.25rem; }
.offer .paper a { display: inline-block; padding: 0.625rem 0; }
.offer form { margin-top: 1rem; }
.offer .answers { border-top: 1px solid var(--color-line); margin-top: 1rem; }
.offer label { display: block; font-weight: 550; margin-bottom: 0.375rem; }
.offer input { background: var(--color-surface); border: 1px solid var(--color-line-strong); border-radius: 8px; color: inherit; font: inherit; font-size: 1rem; margin-bottom: 0.75rem; max-width: 26rem; min-height: 2.75rem; padding: 0.5rem 0.75rem; width: 100%; }
.offer button { background: var(--color-primary); border: 1px solid transparent; border-radius: 8px; color: var(--color-on-primary); cursor: pointer; display: block; font: inherit; font-weight: 600; min-height: 2.75rem; padding: 0.5rem 1.25rem; }
.offer button:hover { background: var(--color-primary-hover); }
.offer .plain { background: none; border-color: var(--color-line-strong); color: inherit; }
.offer .plain:hover { background: var(--color-hover); }
.offer .problem { color: var(--color-bad); font-weight: 550; margin-bottom: 0.75rem; }
.offer details { margin-top: 0.75rem; }
.offer summary { color: var(--color-ink-2); min-height: 2.75rem; padding: 0.625rem 0; }
@media (max-width: 36rem) { main.offer { padding: 0; } .offer .sums dd { padding-left: 0.5rem; } .offer .sheet { border-radius: 0; border-width: 0 0 1px; } }
@media print { .offer .paper, .offer .answers { display: none; } }
`

const tones = { open: '', expired: 'warn', accepted: 'ok', declined: 'mute', withdrawn: 'mute' } as const

/** Tells that somebody looks at it, not that a program opened it to see what it is; everything else works without. */
const script = `
const look = () => {
  if (document.visibilityState !== 'visible') return
  document.removeEventListener('visibilitychange', look)
  navigator.sendBeacon('/api/v1/public/quotations/' + location.pathname.split('/')[2] + '/seen')
}
document.addEventListener('visibilitychange', look)
look()
`

/** The page of a quotation for who got it: whole without script. */
export function quotationPage(quotation: PublicQuotation, state: QuotationPageState): Page {
  const { number, seller, buyer, valid_until, reference, notes, currency, total_amount_cents } = quotation
  const taxed = seller.gst_reg_no !== null
  const totals = taxed ? gstTotals(quotation) : []
  const body = html`<main class="offer" id="content">
    <div class="sheet">
      <header>
        <h1>Quotation <span>${number}</span></h1>
        <div>
          <p><strong>${seller.name}</strong></p>
          ${seller.uen !== null && html`<p class="quiet">UEN ${seller.uen}</p>`}
        </div>
      </header>
      <p class="state ${tones[quotation.status]}" role="status">${words(quotation)}</p>
      <dl class="facts">
        ${fact('For', buyer.name)} ${fact('Valid until', shortDay(valid_until))}
        ${reference !== null && fact('Reference', reference)}
      </dl>
      <table>
        <thead>
          <tr>
            <th scope="col">Description</th>
            <th scope="col" class="figure">Amount${taxed && ', excl. GST'}</th>
          </tr>
        </thead>
        <tbody>
          ${quotation.lines.map(row)}
        </tbody>
      </table>
      <dl class="sums">
        ${totals.map(
          ([label, amount]) =>
            html`<dt>${label}</dt>
              <dd>${amount}</dd>`,
        )}
        <dt class="sum">Total${taxed && ', incl. GST'}</dt>
        <dd class="sum">${currency} ${money(total_amount_cents)}</dd>
      </dl>
      <div class="notes">${paragraphs(notes).map((text) => html`<p>${text}</p>`)}</div>
      <p class="paper"><a href="${state.path}/pdf">Open as PDF</a></p>
      ${quotation.status === 'open' && answers(quotation, state)}
    </div>
  </main>`
  return htmlPage({ title: `Quotation ${number} from ${seller.name}`, body, style, script, is_sellers: true })
}

const fact = (label: string, value: string): Html =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`

const row = (line: PublicQuotation['lines'][number]): Html =>
  html`<tr>
    <td>
      ${paragraphs(line.description).map((text) => html`<p>${text}</p>`)}
      <small
        >${quantity(line.quantity)}${line.unit ? ` ${line.unit}` : ''} ×
        ${money(line.unit_price_cents)}${line.discount_cents ? `, less ${money(line.discount_cents)}` : ''}</small
      >
    </td>
    <td class="figure">${money(line.amount_cents)}</td>
  </tr>`

function words({ status, answered_by, answered_at, valid_until, seller }: PublicQuotation): string {
  const on = answered_at
    ? ` on ${shortDay(Temporal.Instant.from(answered_at).toZonedDateTimeISO('Asia/Singapore').toPlainDate().toString())}`
    : ''
  const by = answered_by ? ` by ${answered_by}` : ''
  if (status === 'accepted') return `Accepted${by}${on}. ${seller.name} has been told.`
  if (status === 'declined') return `Declined${by}${on}. ${seller.name} has been told.`
  if (status === 'withdrawn') return `${seller.name} took this quotation back. Ask them for another.`
  if (status === 'expired')
    return `This quotation could be accepted until ${shortDay(valid_until)}. Ask ${seller.name} for another.`
  return 'Waiting for your answer.'
}

const answers = ({ seller }: PublicQuotation, { path, name = '', problem }: QuotationPageState): Html =>
  html`<div class="answers">
    <form method="post" action="${path}/accept">
      ${problem && html`<p class="problem" role="alert">${problem}</p>`}
      <label for="name">Your name</label>
      <input id="name" name="name" autocomplete="name" maxlength="120" value="${name}" ${trusted('required')} />
      <button>Accept the quotation</button>
    </form>
    <details>
      <summary>Decline it</summary>
      <form method="post" action="${path}/decline">
        <label for="reason">Why, for ${seller.name} (may be left out)</label>
        <input id="reason" name="reason" maxlength="500" />
        <button class="plain">Decline the quotation</button>
      </form>
    </details>
  </div>`

export function noQuotationPage(): Page {
  return htmlPage({
    title: 'There is no quotation at this address',
    is_sellers: true,
    style,
    body: html`<main class="offer" id="content">
      <div class="sheet">
        <h1>There is no quotation at this address</h1>
        <p class="quiet">The address may not have been copied whole. Ask whoever sent it to you.</p>
      </div>
    </main>`,
  })
}
