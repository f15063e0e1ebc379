import { randomUUID } from 'node:crypto'
import { address, startApp } from '#test/support.ts'

/** A seller with a ladder that is on, whose mornings come when a test says so. */
export async function startLadder() {
  const app = await startApp()
  app.travelTo('2026-01-05T04:00:00Z')
  const seller = await app.signUp()
  await seller.patch('/dunning-settings', { is_enabled: true })
  let count = 0
  const addCustomer = async (changes: object = {}): Promise<{ id: string; email: string }> => {
    const email = `late-${count++}@example.com`
    const { body } = await seller.post('/customers', { name: 'Kopi Kaki', address, email, ...changes })
    return { id: body.id, email }
  }
  /** Due on a day, for so much with GST. */
  const bill = async (customer_id: string, due_date: string, unit_price_cents = 10_000) => {
    const lines = [{ description: 'Work', quantity: '1', unit_price_cents }]
    const { body } = await seller.post('/invoices', { customer_id, due_date, lines }, { key: randomUUID() })
    return body as { id: string; number: string; total_amount_cents: number }
  }
  const pay = (invoice_id: string, amount_cents: number) =>
    seller.post('/payments', { invoice_id, amount_cents, method: 'paynow' }, { key: randomUUID() })
  const at = (day: string) => app.travelTo(`${day}T01:00:00Z`)
  const morning = async (day: string) => {
    at(day)
    await app.admin.query(`select graphile_worker.add_job('send_reminders')`)
    await app.settle()
  }
  const mailsTo = async (email: string): Promise<{ subject: string; text: string; files: string[] }[]> =>
    (
      await app.admin.query(
        `select subject, text_body as text, (select coalesce(jsonb_agg(a ->> 'filename'), '[]')
           from jsonb_array_elements(attachments) a) as files
         from app.mailbox_messages where recipient = $1 order by created_at, id`,
        [email],
      )
    ).rows
  return { app, seller, addCustomer, bill, pay, at, morning, mailsTo }
}
