/** What the matcher knows of an invoice; nothing is due on one that is paid, voided or written off. */
export type NumberedInvoice = {
  id: string
  number: string
  customer_id: string
  amount_due_cents: number
  issue_date: string
}

/** Where invoices are found by number, amount and customer without looking at all of them. */
export type InvoiceIndex = {
  prefixes: ReadonlySet<string>
  years: ReadonlySet<number>
  /** How many digits numbers are printed with. */
  width: number
  numbered(prefix: string | null, year: number | null, number: number): NumberedInvoice[]
  /** Those whose printed number begins so. */
  beginning(prefix: string | null, year: number | null, digits: string): NumberedInvoice[]
  due(amount_cents: number): NumberedInvoice[]
  openOf(customer_id: string): NumberedInvoice[]
  /** Money was taken to it, so that less is due. */
  settle(invoice: NumberedInvoice, amount_cents: number): void
}

type Parsed = { prefix: string; year: number | null; digits: string }

export function indexInvoices(invoices: NumberedInvoice[]): InvoiceIndex {
  const [byNumber, byYear, byBeginning] = [lists<number>(), lists<string>(), lists<string>()]
  const [byAmount, byCustomer] = [lists<number>(), lists<string>()]
  const parsed = new Map<NumberedInvoice, Parsed>()
  const widths = new Map<number, number>()
  for (const invoice of invoices) {
    const parts = parse(invoice.number)
    parsed.set(invoice, parts)
    widths.set(parts.digits.length, (widths.get(parts.digits.length) ?? 0) + 1)
    byNumber.add(Number(parts.digits), invoice)
    byYear.add(`${parts.year} ${Number(parts.digits)}`, invoice)
    for (let length = 2; length < parts.digits.length; length++) byBeginning.add(parts.digits.slice(0, length), invoice)
    if (invoice.amount_due_cents <= 0) continue
    byAmount.add(invoice.amount_due_cents, invoice)
    byCustomer.add(invoice.customer_id, invoice)
  }
  const has = (prefix: string | null, year: number | null) => (invoice: NumberedInvoice) => {
    const parts = parsed.get(invoice)!
    return (prefix === null || parts.prefix === prefix) && (year === null || parts.year === year)
  }
  const all = [...parsed.values()]
  return {
    prefixes: new Set(all.map(({ prefix }) => prefix).filter((prefix) => prefix.length > 1)),
    years: new Set(all.flatMap(({ year }) => year ?? [])),
    width: [...widths].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 5,
    numbered: (prefix, year, number) =>
      (year === null ? byNumber.get(number) : byYear.get(`${year} ${number}`)).filter(has(prefix, year)),
    beginning: (prefix, year, digits) => byBeginning.get(digits).filter(has(prefix, year)),
    due: (amount_cents) => byAmount.get(amount_cents),
    openOf: (customer_id) => byCustomer.get(customer_id),
    settle(invoice, amount_cents) {
      byAmount.remove(invoice.amount_due_cents, invoice)
      invoice.amount_due_cents -= amount_cents
      if (invoice.amount_due_cents > 0) byAmount.add(invoice.amount_due_cents, invoice)
      else byCustomer.remove(invoice.customer_id, invoice)
    },
  }
}

/** `INV-2026-00012`: letters, the year where there is one, and the digits that count up. */
function parse(number: string): Parsed {
  const runs = number.toUpperCase().match(/[A-Z]+|\d+/g) ?? []
  const digits = runs.findLast((run) => /\d/.test(run)) ?? ''
  const year = runs.slice(0, -1).find((run) => /^20\d\d$/.test(run))
  return { prefix: runs.filter((run) => /[A-Z]/.test(run)).join(''), year: year ? Number(year) : null, digits }
}

function lists<K>() {
  const map = new Map<K, NumberedInvoice[]>()
  return {
    get: (key: K): NumberedInvoice[] => map.get(key) ?? [],
    add(key: K, invoice: NumberedInvoice) {
      const list = map.get(key)
      if (list) list.push(invoice)
      else map.set(key, [invoice])
    },
    remove(key: K, invoice: NumberedInvoice) {
      const list = map.get(key)
      const at = list?.indexOf(invoice) ?? -1
      if (at !== -1) list!.splice(at, 1)
    },
  }
}
