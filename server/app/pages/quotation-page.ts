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
main.offer { margin: 0 auto; max-width: 48rem; padding: clamp(1rem, 4vw, 2.5rem); }
.offer header p { color: var(--color-ink-2); margin: 0; }
.offer .state { border: 1px solid var(--color-line); border-radius: 10px; margin: 1.25rem 0; padding: 0.75rem 1rem; }
.offer table { border-collapse: collapse; margin: 1.5rem 0 0; width: 100%; }
.offer th { color: var(--color-ink-2); font-size: 0.8125rem; font-weight: 600; text-align: left; }
.offer th, .offer td { border-bottom: 1px solid var(--color-line); padding: 0.625rem 0.75rem 0.625rem 0; vertical-align: top; }
.offer .figure { font-variant-numeric: tabular-nums; padding-right: 0; text-align: right; white-space: nowrap; }
.offer td p { margin: 0; overflow-wrap: anywhere; }
.offer small { color: var(--color-ink-2); display: block; }
.offer dl { display: grid; row-gap: 0.25rem; grid-template-columns: 1fr auto; margin: 1rem 0 1.5rem auto; max-width: 24rem; }
.offer dd { font-variant-numeric: tabular-nums; margin: 0; padding-left: 1.5rem; text-align: right; }
.offer .sum { border-top: 1px solid var(--color-line); font-size: 1.125rem; font-weight: 600; padding-top: 0.5rem; }
.offer form { border: 1px solid var(--color-line); border-radius: 10px; margin: 1rem 0; padding: 1rem; }
.offer label { display: block; font-weight: 600; margin-bottom: 0.375rem; }
.offer input { background: var(--color-surface); border: 1px solid var(--color-line); border-radius: 8px; color: inherit; font: inherit; margin-bottom: 0.75rem; max-width: 100%; min-height: 2.75rem; padding: 0.5rem 0.75rem; width: 100%; }
.offer button { background: #1e3a8a; border: 0; border-radius: 8px; color: #fff; cursor: pointer; font: inherit; font-weight: 600; min-height: 2.75rem; padding: 0.5rem 1.25rem; }
.offer .plain { background: none; border: 1px solid currentColor; color: inherit; }
.offer .problem { color: var(--color-ink); font-weight: 600; margin: 0 0 0.75rem; }
.offer summary { cursor: pointer; min-height: 2.75rem; padding: 0.625rem 0; }
`

/** Tells that somebody looks at it, not that a program opened it to see what it is; everything else works without. */
const script = `
const look = () => {
  if (document.visibilityState !== 'visible') return
  document.removeEventListener('visibilitychange', look)
  fetch('/api/v1/public/quotations/' + location.pathname.split('/')[2] + '/seen', { method: 'POST' })
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
    <header>
      <h1>Quotation ${number}</h1>
      <p>From ${seller.name}${seller.uen ? `, UEN ${seller.uen}` : ''} for ${buyer.name}</p>
      <p>Valid until ${shortDay(valid_until)}${reference ? ` · Reference ${reference}` : ''}</p>
    </header>
    <p class="state" role="status">${words(quotation)}</p>
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
    <dl>
      ${totals.map(
        ([label, amount]) =>
          html`<dt>${label}</dt>
            <dd>${amount}</dd>`,
      )}
      <dt class="sum">Total${taxed && ', incl. GST'}</dt>
      <dd class="sum">${currency} ${money(total_amount_cents)}</dd>
    </dl>
    ${paragraphs(notes).map((text) => html`<p>${text}</p>`)}
    <p><a href="${state.path}/pdf">Open as PDF</a></p>
    ${quotation.status === 'open' && answers(quotation, state)}
  </main>`
  return htmlPage({ title: `Quotation ${number} from ${seller.name}`, body, style, script, is_sellers: true })
}

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

const answers = ({ seller }: PublicQuotation, { path, name = '', problem }: QuotationPageState): Html => html`
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
`

export function noQuotationPage(): Page {
  return htmlPage({
    title: 'There is no quotation at this address',
    is_sellers: true,
    style,
    body: html`<main class="offer" id="content">
      <h1>There is no quotation at this address</h1>
      <p>The address may not have been copied whole. Ask whoever sent it to you.</p>
    </main>`,
  })
}
