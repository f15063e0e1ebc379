import { continueImport } from '#modules/bank/continue-import.ts'
import { createBankAccount } from '#modules/bank/create-bank-account.ts'
import { importStatement } from '#modules/bank/import-statement.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import type { Storage } from '#platform/storage.ts'

type Owed = { customer_id: string; customer_name: string; number: string; amount_due_cents: number }
type Line = { days_ago: number; text: string; cents: number }

/** A week of the bank's lines: some pay what they name, and eight wait, each in another disguise. */
export async function demoBank(ctx: Context, storage: Storage): Promise<void> {
  const customers = [...Map.groupBy(await ctx.db.all(owed(ctx)), ({ customer_id }) => customer_id).values()]
  const account = await createBankAccount(ctx, {
    name: 'DBS current account',
    bank: 'DBS',
    account_number: '072-123456-7',
  })
  const today = ctx.now.toZonedDateTimeISO('Asia/Singapore').toPlainDate()
  const file = { file_name: 'dbs-statement.csv', content: statementOf(linesOf(customers), today) }
  const { bank_import } = await importStatement(ctx, storage, account.id, file)
  const byItself = { ...ctx, actor: { kind: 'system', id: null, name: 'NexusCore' } } as const
  await continueImport((work) => work(byItself), storage, bank_import.id)
}

/** What is open and nobody was asked about, of customers whose names every bank can write. */
function owed(ctx: Context): TextQuery<Owed> {
  return {
    text: `select i.customer_id, c.name as customer_name, i.number, i.amount_due_cents
           from invoices i join customers c on c.organization_id = i.organization_id and c.id = i.customer_id
           where i.organization_id = $1 and i.status = 'open' and i.issue_date < $2::date - 8
             and i.amount_due_cents >= 30000 and c.name ~ '^[ -~]+$'
             and not exists (select from invoice_promises p where p.organization_id = $1 and p.invoice_id = i.id)
             and not exists (select from invoice_disputes d where d.organization_id = $1 and d.invoice_id = i.id)
             and not exists (select from dunning_notices n where n.organization_id = $1 and n.customer_id = i.customer_id)
           order by c.name, i.number`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
}

function linesOf(customers: Owed[][]): Line[] {
  const [one1, one2, one3, one4, one5] = customers.filter((all) => all.length === 1).map(([only]) => only!)
  const [many1, many2, many3, many4, many5] = customers.filter((all) => all.length > 1)
  const line = (days_ago: number, text: string, cents: number): Line => ({ days_ago, text, cents })
  const lines: (Line | undefined)[] = [
    one1 && line(6, `PayNow Transfer 7712345,${from(one1)},OTHR ${one1.number}`, one1.amount_due_cents),
    // The UEN of the company was typed: no code was scanned, so no number came along.
    one2 && line(6, `PayNow Transfer 7712360,${from(one2)},`, one2.amount_due_cents),
    one3 && line(5, `TT INWARD CHGS SHA,${from(one3)},${one3.number}`, one3.amount_due_cents - 2_500),
    many1 && line(5, `GIRO PAYMENT,${from(many1[0]!)},${numbers(many1)}`, sumOf(many1)),
    many2 && line(4, `FAST PAYMENT,${from(many2[0]!)},${many2[0]!.number}`, many2[0]!.amount_due_cents),
    many5 && line(4, `PayNow Transfer 7712371,,inv ${loose(many5[0]!)}`, many5[0]!.amount_due_cents),

    one4 && line(3, 'PayNow Transfer 7712388,From: ONG BENG HOCK,', one4.amount_due_cents),
    many3 && line(3, `FAST PAYMENT,${bare(many3[0]!)} HOLDINGS PTE LTD,`, sumOf(many3.slice(0, 2))),
    many4 && line(2, `PayNow Transfer 7712402,,PART OF ${many4[0]!.number}`, half(many4[0]!)),
    one5 && line(2, `FAST PAYMENT,,${one5.number}`, one5.amount_due_cents - 2_000),
    many2 && line(2, `FAST PAYMENT,${from(many2[0]!)},${many2[0]!.number}`, many2[0]!.amount_due_cents),
    many4 && many3 && line(1, `FAST PAYMENT,${from(many4[0]!)},${many3[0]!.number}`, many4[1]!.amount_due_cents),
    line(1, 'INWARD CREDIT,LIAN HUAT TRADING CO,', 123_400),
    line(0, 'INTEREST EARNED,,', 317),

    line(6, 'GIRO TO SINGTEL,,', -21_800),
    line(4, 'RENT AYER RAJAH CRESCENT,,', -620_000),
    line(0, 'SERVICE CHARGE,,', -4_000),
  ]
  return lines.filter((one) => one !== undefined)
}

const from = ({ customer_name }: Owed) => `From: ${customer_name.toUpperCase().replaceAll('.', '')}`
/** A parent company, whose name begins alike. */
const bare = (invoice: Owed) => from(invoice).replace(/ (PTE LTD|LLP)$/, '')
const sumOf = (invoices: Owed[]) => invoices.reduce((sum, { amount_due_cents }) => sum + amount_due_cents, 0)
const half = ({ amount_due_cents }: Owed) => Math.floor(amount_due_cents / 2)
const numbers = (invoices: Owed[]) => invoices.map(({ number }) => number).join(' ')
/** INV-2026-00012 as people type it: 2026 12. */
const loose = ({ number }: Owed) => number.replace(/^\D+(\d+)\D+0*/, '$1 ')

/** As DBS writes it: the newest on top, money in and out in columns of their own. */
function statementOf(lines: Line[], today: Temporal.PlainDate): string {
  const rows = lines
    .toSorted((a, b) => a.days_ago - b.days_ago)
    .map(({ days_ago, text, cents }) => {
      const amount = (Math.abs(cents) / 100).toFixed(2)
      return `${today.subtract({ days: days_ago }).toString()},ICT,${cents < 0 ? `${amount},` : `,${amount}`},${text}`
    })
  const heads =
    'Transaction Date,Reference,Debit Amount,Credit Amount,Transaction Ref1,Transaction Ref2,Transaction Ref3'
  return Buffer.from(`${heads}\n${rows.join('\n')}\n`).toString('base64')
}
