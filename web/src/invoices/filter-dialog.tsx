import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { today } from '#web/api/format.ts'
import { CustomerPicker } from '#web/customers/customer-picker.tsx'
import { customerQuery } from '#web/customers/queries.ts'
import { lastDayOf, sameDayLastMonth } from '#web/payments/days.ts'
import { type InvoiceSearch, orders } from '#web/invoices/search.ts'
import { Button } from '#web/ui/button.tsx'
import type { Option } from '#web/ui/combobox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Select, TextField } from '#web/ui/field.tsx'

export function FilterDialog({ search, onClose }: { search: InvoiceSearch; onClose: () => void }) {
  const navigate = useNavigate({ from: '/app/$slug/invoices/' })
  const current = useQuery({ ...customerQuery(search.customer_id ?? ''), enabled: search.customer_id !== undefined })
  const [chosen, setChosen] = useState<Option | null>()
  const [from, setFrom] = useState(search.from ?? '')
  const [to, setTo] = useState(search.to ?? '')
  const [sort, setSort] = useState(search.sort ?? '-issue_date')
  const [problem, setProblem] = useState<string>()
  const customer = chosen === undefined && current.data ? toOption(current.data) : (chosen ?? null)

  function apply(event: FormEvent) {
    event.preventDefault()
    if (from && to && from > to) return setProblem('Choose a last day that is not before the first.')
    void navigate({
      search: (before) => ({
        ...before,
        customer_id: chosen === undefined ? before.customer_id : chosen?.value,
        from: from || undefined,
        to: to || undefined,
        sort: sort === '-issue_date' ? undefined : sort,
        cursor: undefined,
      }),
      replace: true,
    })
    return onClose()
  }

  function setRange([first, last]: [string, string]) {
    setFrom(first)
    setTo(last)
    setProblem(undefined)
  }

  return (
    <Dialog title="Filter invoices" onClose={onClose}>
      <form noValidate onSubmit={apply} className="grid gap-4">
        <CustomerPicker key={customer?.value ?? 'any'} label="Customer" value={customer} onChange={setChosen} />
        {search.status !== 'draft' && (
          <fieldset className="grid gap-2">
            <legend className="sr-only">Issue date</legend>
            <div className="grid grid-cols-2 gap-3">
              <TextField
                label="Issued from"
                type="date"
                value={from}
                onChange={(event) => setFrom(event.target.value)}
              />
              <TextField
                label="Issued until"
                type="date"
                value={to}
                error={problem}
                onChange={(event) => setTo(event.target.value)}
              />
            </div>
            <div className="flex flex-wrap gap-1.5">
              {ranges(today()).map(([label, range]) => (
                <Button key={label} size="sm" onClick={() => setRange(range)}>
                  {label}
                </Button>
              ))}
            </div>
          </fieldset>
        )}
        {search.status !== 'draft' && (
          <Select
            label="Order"
            value={sort}
            onChange={(event) => setSort(orders.find(([order]) => order === event.target.value)?.[0] ?? sort)}
          >
            {orders.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
        )}
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Show invoices
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const toOption = ({ id, name }: { id: string; name: string }): Option => ({ value: id, label: name })

function ranges(now: string): [string, [string, string]][] {
  const year = now.slice(0, 4)
  const month = now.slice(0, 7)
  const before = sameDayLastMonth(now).slice(0, 7)
  const quarter = Math.floor((Number(month.slice(5)) - 1) / 3) * 3
  const [first, last] = [1, 3].map((n) => `${year}-${String(quarter + n).padStart(2, '0')}`)
  return [
    ['This month', [`${month}-01`, lastDayOf(month)]],
    ['Last month', [`${before}-01`, lastDayOf(before)]],
    ['This quarter', [`${first}-01`, lastDayOf(last ?? month)]],
    ['This year', [`${year}-01-01`, `${year}-12-31`]],
  ]
}
