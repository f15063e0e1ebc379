import assert from 'node:assert/strict'
import { password, type TestApp } from '#test/support.ts'

type From = { ip?: string; user_agent?: string; cookie?: string; web?: boolean }

/** What the tests of sign-in do over and over: log in from somewhere, and read the mail that came of it. */
export function signInFixture({ app, admin, settle, request }: TestApp) {
  /** A POST from an address and a program of one's choice. */
  async function post(path: string, body: object, { ip, user_agent, cookie, web }: From = {}) {
    const reply = await app.inject({
      method: 'POST',
      url: `/api/v1${path}`,
      payload: body,
      ...(ip && { remoteAddress: ip }),
      headers: {
        ...(user_agent && { 'user-agent': user_agent }),
        ...(cookie && { cookie, 'sec-fetch-site': 'same-origin' }),
        ...(web && { 'x-client': 'web' }),
      },
    })
    const headers = reply.headers as Record<string, string>
    return { status: reply.statusCode, headers, body: reply.body ? reply.json() : undefined }
  }
  return {
    post,
    logIn: (email: string, from: From & { password?: string } = {}) =>
      post('/auth/login', { email, password: from.password ?? password }, from),
    /** Signs in like a browser; the cookie is what it sends from then on. */
    enter: async (email: string, from: From = {}): Promise<string> => {
      const { status, headers } = await post('/auth/login', { email, password }, { ...from, web: true })
      assert.equal(status, 200)
      return cookieIn(headers)
    },
    get: (path: string, headers: Record<string, string>) => request('GET', path, undefined, { headers }),
    mailTo: async (email: string): Promise<{ subject: string; text: string }[]> => {
      await settle()
      const { rows } = await admin.query<{ subject: string; text: string }>(
        `select subject, text_body as text from app.mailbox_messages where recipient = $1 order by id`,
        [email.toLowerCase()],
      )
      return rows
    },
    eventsOf: async (user_id: string): Promise<string[]> => {
      const { rows } = await admin.query<{ name: string }>(
        'select name from app.user_events where user_id = $1 order by id',
        [user_id],
      )
      return rows.map(({ name }) => name)
    },
  }
}

export const cookieIn = (headers: Record<string, string>): string => String(headers['set-cookie']).split(';')[0]!
export const tokenIn = (text: string): string => /\/(?:verify|reset-password|confirm-email)\/([\w-]+)/.exec(text)![1]!
export const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0'
