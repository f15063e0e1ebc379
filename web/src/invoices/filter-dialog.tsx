import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { today } from '#web/api/format.ts'
import { CustomerPicker } from '#web/customers/customer-picker.tsx'
import { customerQuery } from '#web/customers/queries.ts'
import { checkRange, type DayRange, DayRangeFields } from '#web/invoices/day-range.tsx'
import { orders } from '#web/invoices/orders.ts'
import type { InvoiceSearch } from '#web/invoices/search.ts'
import { lastDayOf, sameDayLastMonth } from '#web/payments/days.ts'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import type { Option } from '#web/ui/combobox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'

export function FilterDialog({ search, onClose }: { search: InvoiceSearch; onClose: () => void }) {
  const navigate = useNavigate({ from: '/app/$slug/invoices/' })
  const current = useQuery({ ...customerQuery(search.customer_id ?? ''), enabled: search.customer_id !== undefined })
  const [chosen, setChosen] = useState<Option | null>()
  const [issued, setIssued] = useState({ from: search.from ?? '', to: search.to ?? '' })
  const [due, setDue] = useState({ from: search.due_from ?? '', to: search.due_to ?? '' })
  const [sent, setSent] = useState<NonNullable<InvoiceSearch['sent']> | ''>(search.sent ?? '')
  const [sort, setSort] = useState(search.sort ?? '-issue_date')
  const [isChecked, setChecked] = useState(false)
  const customer = chosen === undefined && current.data ? toOption(current.data) : (chosen ?? null)

  function apply(event: FormEvent) {
    event.preventDefault()
    if (checkRange(issued) ?? checkRange(due)) return setChecked(true)
    void navigate({
      search: (before) => ({
        ...before,
        customer_id: chosen === undefined ? before.customer_id : chosen?.value,
        sent: sent || undefined,
        from: issued.from || undefined,
        to: issued.to || undefined,
        due_from: due.from || undefined,
        due_to: due.to || undefined,
        sort: sort === '-issue_date' ? undefined : sort,
        cursor: undefined,
      }),
      replace: true,
    })
    return onClose()
  }

  return (
    <Dialog title="Filter invoices" onClose={onClose}>
      <form noValidate onSubmit={apply} className="grid gap-4">
        <CustomerPicker key={customer?.value ?? 'any'} label="Customer" value={customer} onChange={setChosen} />
        {search.status !== 'draft' && (
          <>
            <Select
              label="Sent to the customer"
              value={sent}
              onChange={({ target }) => setSent(target.value === 'no' || target.value === 'yes' ? target.value : '')}
            >
              <option value="">Sent or not</option>
              <option value="no">Not sent: no mail, no mark, or it came back</option>
              <option value="yes">Sent, or marked as sent</option>
            </Select>
            <DayRangeFields
              word="Issued"
              value={issued}
              error={isChecked ? checkRange(issued) : undefined}
              onChange={setIssued}
            >
              <div className="flex flex-wrap gap-1.5 max-md:grid max-md:grid-cols-2">
                {ranges(today()).map(([label, range]) => (
                  <Button key={label} size="sm" onClick={() => setIssued(range)}>
                    {label}
                  </Button>
                ))}
              </div>
            </DayRangeFields>
            <DayRangeFields word="Due" value={due} error={isChecked ? checkRange(due) : undefined} onChange={setDue} />
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
          </>
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

function ranges(now: string): [string, DayRange][] {
  const year = now.slice(0, 4)
  const month = now.slice(0, 7)
  const before = sameDayLastMonth(now).slice(0, 7)
  const quarter = Math.floor((Number(month.slice(5)) - 1) / 3) * 3
  const [first, last] = [1, 3].map((n) => `${year}-${String(quarter + n).padStart(2, '0')}`)
  return [
    ['This month', { from: `${month}-01`, to: lastDayOf(month) }],
    ['Last month', { from: `${before}-01`, to: lastDayOf(before) }],
    ['This quarter', { from: `${first}-01`, to: lastDayOf(last ?? month) }],
    ['This year', { from: `${year}-01-01`, to: `${year}-12-31` }],
  ]
}
