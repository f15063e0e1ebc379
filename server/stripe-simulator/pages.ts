import { cards } from './cards.ts'
import { type Paid, payByPayNow, payOnPage } from './checkout.ts'
import { failPayNow, type World } from './payments.ts'
import { get } from './state.ts'
import { type Params, textIn } from './form.ts'

export type PageAnswer = { status: number; headers: Record<string, string>; body: string }

/** What a customer sees at Stripe: the page that takes a card, and one that stands for the app of a bank. */
export function answerPage(world: World, method: string, path: string, params: Params): PageAnswer | undefined {
  const [, kind, id = ''] = /^\/(checkout|paynow)\/(\w+)$/.exec(path) ?? []
  if (path === '/style.css') return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, body: style }
  if (kind === 'checkout') return checkoutPage(world, method, id, params)
  if (kind === 'paynow') return payNowPage(world, method, id, params)
  return undefined
}

function checkoutPage(world: World, method: string, id: string, params: Params): PageAnswer {
  const session = get(world.state, 'checkout.session', id)
  const number = textIn(params, 'number') ?? ''
  const paid: Paid | undefined =
    method === 'POST' ? payOnPage(world, session, number, params.is_confirmed === '1') : undefined
  if (paid && 'go_to' in paid) return { status: 303, headers: { location: paid.go_to }, body: '' }
  if (session.status !== 'open') return document('Nothing to pay', '<p>This page has been used or has expired.</p>')
  const amount = session.amount_total === null ? 'Save a card' : `S$${(session.amount_total / 100).toFixed(2)}`
  if (paid && 'asks' in paid) return document(amount, asking(number))
  const problem = paid ? `<p role="alert">${escape(paid.refused)}</p>` : ''
  const choices = cards.map(
    (card, i) =>
      `<label><input type="radio" name="number" value="${card.number}"${i ? '' : ' checked'}> ${card.number.replaceAll(/(.{4})/g, '$1 ')}<small>${escape(card.label)}</small></label>`,
  )
  const cancel = session.cancel_url ? `<a href="${escape(session.cancel_url)}">Go back</a>` : ''
  return document(
    amount,
    `<p>${escape(session.intent.description ?? '')}</p>${problem}
     <form method="post"><fieldset><legend>Test card</legend>${choices.join('')}</fieldset><button>Pay</button> ${cancel}</form>`,
  )
}

const asking = (number: string): string =>
  `<p>The bank asks the holder of the card: is it you?</p>
   <form method="post"><input type="hidden" name="number" value="${escape(number)}"><input type="hidden" name="is_confirmed" value="1"><button>Yes, it is me</button></form>`

function payNowPage(world: World, method: string, id: string, params: Params): PageAnswer {
  const intent = get(world.state, 'payment_intent', id)
  if (method === 'POST' && intent.status === 'requires_action') {
    if (params.fails === '1') failPayNow(world, intent)
    else payByPayNow(world, id)
  }
  const amount = `S$${(intent.amount / 100).toFixed(2)}`
  if (intent.status !== 'requires_action')
    return document(amount, `<p>This payment is ${intent.status === 'succeeded' ? 'done' : 'not waiting'}.</p>`)
  return document(
    amount,
    `<p>This page stands for the app of a bank.</p><form method="post"><button>Pay by PayNow</button></form>
     <form method="post"><input type="hidden" name="fails" value="1"><button>Let it fail</button></form>`,
  )
}

/** No script and no style within, so that the strictest policy lets it through. */
function document(title: string, body: string): PageAnswer {
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    },
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>${escape(title)} · Stripe simulator</title><link rel="stylesheet" href="../style.css"></head>
      <body><main><p><strong>Simulator.</strong> No money moves here.</p><h1>${escape(title)}</h1>${body}</main></body></html>`,
  }
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{margin:0}
main{max-width:32rem;margin:0 auto;padding:2rem 1rem}fieldset{border:1px solid #8888;border-radius:.5rem;padding:.5rem 1rem;margin:0 0 1rem}
label{display:block;padding:.5rem 0;font-variant-numeric:tabular-nums}small{display:block;padding-left:1.6rem;opacity:.75}
button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.5rem;background:#0b57d0;color:#fff;cursor:pointer}
[role=alert]{border-left:4px solid #c5221f;padding-left:.75rem}form{margin:0 0 1rem}`
