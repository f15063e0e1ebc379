import { type MatchInput, matchTransactions } from '#modules/bank/match-transactions.ts'
import { markBankFiles } from '#test/bank-files.ts'
import { table } from './print.ts'

const size = { invoices: 20_000, customers: 2_000, rows: 10_000 }
const rounds = 3
const wanted = { per_second: 2_000, share: 0.95 }

/** The matcher against the labelled bank files, and its speed beside a bare look-up of the numbers in the same run. */
export async function matchBench(): Promise<boolean> {
  const marked = markBankFiles()
  const count = (verdict: string) => marked.filter((row) => row.verdict === verdict).length
  const [right, missed, wrong] = [count('right'), count('missed'), count('wrong')]
  const share = right / (right + missed)
  const input = manyInvoices()
  const [ours, bare]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    bare.push(rate(() => lookUp(input)))
    ours.push(rate(() => matchTransactions(input)))
  }
  const [speed, limit] = [median(ours), median(bare)]
  const exact = share >= wanted.share && wrong === 0
  table(`${marked.length} rows of messy bank files; ${size.rows} rows against ${size.invoices} open invoices`, [
    {
      what: 'matched by itself',
      figure: `${(share * 100).toFixed(1)} % (${right} of ${right + missed})`,
      'bare look-up': '',
      wanted: '>= 95 %, 0 wrong',
      wrong: String(wrong),
      target: exact ? 'holds' : 'MISSED',
    },
    {
      what: 'rows per second',
      figure: speed.toFixed(0),
      'bare look-up': limit.toFixed(0),
      wanted: `>= ${wanted.per_second}`,
      wrong: '',
      target: speed >= wanted.per_second ? 'holds' : 'MISSED',
    },
  ])
  return exact && speed >= wanted.per_second
}

function rate(work: () => unknown): number {
  const began = performance.now()
  work()
  return size.rows / ((performance.now() - began) / 1000)
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!

/** What is left when every number is written as it is printed. */
function lookUp({ transactions, invoices }: MatchInput): number {
  const byNumber = new Map(invoices.map((invoice) => [invoice.number, invoice]))
  return transactions.filter(({ description, amount_cents }) => {
    const number = /INV-\d{4}-\d{5}/.exec(description)?.[0]
    return number !== undefined && byNumber.get(number)?.amount_due_cents === amount_cents
  }).length
}

/** Three in ten name their invoice, three mangle its number, three name themselves alone, and one is a stranger. */
function manyInvoices(): MatchInput {
  const payers = Array.from({ length: size.customers }, (_, i) => ({
    customer_id: `customer-${i}`,
    name: `${names[i % names.length]} ${names[(i * 7 + 3) % names.length]} ${i} Pte. Ltd.`,
    uen: `2019${String(10_000 + i)}K`,
    payer_names: [],
    payer_accounts: [],
  }))
  const invoices = Array.from({ length: size.invoices }, (_, i) => ({
    id: `invoice-${i}`,
    number: `INV-2026-${String(i + 1).padStart(5, '0')}`,
    customer_id: payers[(i * 37) % size.customers]!.customer_id,
    amount_due_cents: i % 3 ? 10_000 + ((i * 7_919) % 900_000) : 109_000,
    issue_date: `2026-10-${String((i % 28) + 1).padStart(2, '0')}`,
  }))
  const transactions = Array.from({ length: size.rows }, (_, i) => {
    const { number, amount_due_cents, customer_id } = invoices[(i * 13) % size.invoices]!
    const payer = payers[Number(customer_id.slice(9))]!.name.toUpperCase()
    const text =
      [number, `inv ${number.slice(4, 8)} ${Number(number.slice(9))}`, 'OTHR'][Math.floor((i % 10) / 3)] ?? 'GRANT'
    return {
      id: String(i),
      transaction_date: '2026-11-10',
      amount_cents: amount_due_cents,
      description: `PAYNOW TRANSFER ${7_000_000 + i} ${text}`,
      reference: null,
      payer_name: i % 10 === 9 ? 'NOBODY KNOWN PTE LTD' : payer,
      payer_account: null,
      is_doubtful: false,
    }
  })
  return { transactions, invoices, payers }
}

const names = 'Seng,Heng,Kim,Huat,Lian,Golden,Merlion,Harbour,Tanjong,Raffles,Eastern,Star,Kallang,Orchid'.split(',')
