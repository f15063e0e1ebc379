import { Type } from 'typebox'
import { isUuid, type Pool, read, type TextQuery } from '#platform/database.ts'
import type { App } from '#platform/http.ts'
import { Input } from '#platform/schemas.ts'
import { type KeptMail, mailboxPage, mailPage, noSuchMailPage } from './dev-mail-pages.ts'
import { sendPage } from './send-page.ts'

const config = { permission: 'public' }
const MailQuery = Input('MailQuery', { to: Type.Optional(Type.String({ maxLength: 254 })) })

/** The mailbox of a development installation. It shows every mail to everybody, so production never has it. */
export function devMailRoutes(app: App, pool: Pool): void {
  app.get('/dev/mail', {
    config,
    schema: { querystring: MailQuery },
    handler: async (request, reply) => {
      const to = request.query.to?.trim()
      return sendPage(reply, mailboxPage(await listMails(pool, to), to))
    },
  })

  app.get('/dev/mail/messages', {
    config,
    schema: { querystring: MailQuery },
    handler: async (request) => ({ data: await listMails(pool, request.query.to?.trim()) }),
  })

  app.get<{ Params: { id: string } }>('/dev/mail/:id', {
    config,
    handler: async (request, reply) => {
      const mail = await findMail(pool, request.params.id)
      return mail ? sendPage(reply, mailPage(mail)) : sendPage(reply, noSuchMailPage(), 404)
    },
  })
}

const columns = `id, recipient as "to", subject, text_body as text, html_body as html, created_at,
  (select coalesce(jsonb_agg(a ->> 'filename' order by n), '[]') from jsonb_array_elements(attachments) with ordinality as e (a, n)) as attachments`
const newest = 'order by created_at desc, id desc limit 100'

/** Newest first, by time: ids made within one millisecond are in no order. Recipients are kept in lower case. */
function listMails(pool: Pool, to: string | undefined): Promise<KeptMail[]> {
  const query: TextQuery<KeptMail> = to
    ? {
        text: `select ${columns} from mailbox_messages where recipient = $1 ${newest}`,
        parameters: [to.toLowerCase()],
      }
    : { text: `select ${columns} from mailbox_messages ${newest}`, parameters: [] }
  return read(pool, undefined, (tx) => tx.all(query))
}

async function findMail(pool: Pool, id: string): Promise<KeptMail | undefined> {
  if (!isUuid(id)) return undefined
  const query: TextQuery<KeptMail> = { text: `select ${columns} from mailbox_messages where id = $1`, parameters: [id] }
  return read(pool, undefined, (tx) => tx.find(query))
}
