import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { SlidersHorizontal } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { CustomerPicker } from '#web/customers/customer-picker.tsx'
import { customerQuery } from '#web/customers/queries.ts'
import { checkRange, DayRangeFields } from '#web/invoices/day-range.tsx'
import { methods } from '#web/payments/methods.ts'
import type { PaymentSearch } from '#web/payments/search.ts'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import type { Option } from '#web/ui/combobox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'

/** Customer, days and method, in a dialog; how many are set stands on the button. */
export function PaymentFilters({ search }: { search: PaymentSearch }) {
  const [isOpen, setOpen] = useState(false)
  const set = [search.customer_id, search.from ?? search.to, search.method].filter(Boolean).length
  return (
    <div className="md:ml-auto">
      <Button onClick={() => setOpen(true)} aria-haspopup="dialog">
        <SlidersHorizontal aria-hidden />
        Filter
        {set > 0 && <span className="rounded-full bg-info-bg px-1.5 text-xs text-info tabular-nums">{set}</span>}
      </Button>
      {isOpen && <FilterDialog search={search} onClose={() => setOpen(false)} />}
    </div>
  )
}

function FilterDialog({ search, onClose }: { search: PaymentSearch; onClose: () => void }) {
  const navigate = useNavigate({ from: '/app/$slug/payments/' })
  const current = useQuery({ ...customerQuery(search.customer_id ?? ''), enabled: search.customer_id !== undefined })
  const [chosen, setChosen] = useState<Option | null>()
  const [days, setDays] = useState({ from: search.from ?? '', to: search.to ?? '' })
  const [method, setMethod] = useState(search.method)
  const [isChecked, setChecked] = useState(false)
  const customer =
    chosen === undefined && current.data ? { value: current.data.id, label: current.data.name } : (chosen ?? null)

  function show(next: PaymentSearch) {
    void navigate({ search: { has_credit: search.has_credit, ...next }, replace: true })
    onClose()
  }

  function apply(event: FormEvent) {
    event.preventDefault()
    if (checkRange(days)) return setChecked(true)
    const customer_id = chosen === undefined ? search.customer_id : chosen?.value
    return show({ customer_id, from: days.from || undefined, to: days.to || undefined, method })
  }

  return (
    <Dialog title="Filter payments" onClose={onClose}>
      <form noValidate onSubmit={apply} className="grid gap-4">
        <CustomerPicker key={customer?.value ?? 'any'} label="Customer" value={customer} onChange={setChosen} />
        <DayRangeFields
          word="Received"
          value={days}
          error={isChecked ? checkRange(days) : undefined}
          onChange={setDays}
        />
        <Select
          label="Method"
          value={method ?? ''}
          onChange={(event) => setMethod(methods.find(([value]) => value === event.target.value)?.[0])}
        >
          <option value="">Any method</option>
          {methods.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
        <div className="flex justify-end gap-2 pt-1">
          <Button variant="ghost" onClick={() => show({})}>
            Clear
          </Button>
          <Button type="submit" variant="primary">
            Show payments
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
