import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { toolsOf } from '#modules/subscriptions/subscription-fixture.ts'
import { address, type Answer, type Person, type TestApp } from '#test/support.ts'

const everything = ['invoices', 'credit_notes', 'statement', 'plan', 'details']
export const fromOurPage = { 'sec-fetch-site': 'same-origin' }

/** A seller whose portal is on, and customers who come in by the links in their mail. */
export async function openedPortal(app: TestApp, seller?: Person) {
  const owner = seller ?? (await app.signUp())
  const { slug } = (await owner.get(`/organizations/${owner.organization_id}`)).body
  const on = await owner.patch('/portal-settings', { is_enabled: true, modules: everything, allows_plan_change: true })
  assert.equal(on.status, 200, on.text)
  const portal = `/portal/${slug}`

  const mailsTo = async (email: string): Promise<{ subject: string; text: string; html: string }[]> => {
    await app.settle()
    const { rows } = await app.admin.query(
      `select subject, text_body as text, html_body as html from app.mailbox_messages where recipient = $1 order by created_at, id`,
      [email.toLowerCase()],
    )
    return rows
  }
  const lastToken = async (email: string): Promise<string> => tokenIn((await mailsTo(email)).at(-1)?.text)
  const askFor = (email: string) => app.request('POST', `${portal}/links`, { email })
  const enter = (token: string, customer_id?: string) =>
    app.request('POST', `${portal}/sessions`, { token, ...(customer_id && { customer_id }) })
  const sendTo = (customer_id: string) =>
    owner.post(`/customers/${customer_id}/send-portal-link`, undefined, { key: randomUUID() })

  /** Comes in by a link that the seller sent. */
  const visitor = async ({ id, email }: { id: string; email: string }) => {
    assert.equal((await sendTo(id)).status, 202)
    const entered = await enter(await lastToken(email))
    assert.equal(entered.status, 200, entered.text)
    return visitorWith(app, portal, cookieOf(entered))
  }
  let count = 0
  const addCustomer = async (changes: object = {}): Promise<{ id: string; email: string; name: string }> => {
    const details = { name: `Kopi ${count}`, address, email: `ap-${count++}-${randomUUID().slice(0, 8)}@example.com` }
    const { status, text, body } = await owner.post('/customers', { ...details, ...changes })
    assert.equal(status, 201, text)
    return body
  }
  const bill = async (customer_id: string, unit_price_cents = 10_000) => {
    const lines = [{ description: 'Work', quantity: '1', unit_price_cents }]
    const { body } = await owner.post('/invoices', { customer_id, lines }, { key: randomUUID() })
    return body as { id: string; number: string }
  }
  const credit = async (invoice_id: string) =>
    (await owner.post('/credit-notes', { invoice_id, reason: 'Wrong' }, { key: randomUUID() })).body as { id: string }
  return {
    ...toolsOf(app, owner),
    owner,
    slug,
    portal,
    mailsTo,
    lastToken,
    askFor,
    enter,
    sendTo,
    visitor,
    addCustomer,
    bill,
    credit,
  }
}

export type Portal = Awaited<ReturnType<typeof openedPortal>>

export const tokenIn = (text: string | undefined): string => /#(nxq_[\w-]+)/.exec(text ?? '')?.[1] ?? ''
export const cookieOf = ({ headers }: Answer): string => String(headers['set-cookie']).split(';')[0]!

/** Somebody in the portal: what their browser sends. */
export function visitorWith(app: TestApp, portal: string, cookie: string) {
  const headers = { cookie, ...fromOurPage }
  return {
    cookie,
    headers,
    get: (path: string) => app.request('GET', `${portal}${path}`, undefined, { headers }),
    post: (path: string, body?: object) => app.request('POST', `${portal}${path}`, body, { headers }),
    patch: (path: string, body: object, version = 1) =>
      app.request('PATCH', `${portal}${path}`, body, { headers, version }),
  }
}
