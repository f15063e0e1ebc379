import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { formatMoney } from '#web/api/format.ts'
import { messageOf } from '#web/api/problem.ts'
import type { BankTransaction } from '#web/bank/queries.ts'
import type { Matching } from '#web/bank/use-matching.ts'
import { sourceOf } from '#web/bank/words.ts'
import { CustomerPicker } from '#web/customers/customer-picker.tsx'
import { AllocationFields, allocationsOf, type Parts, spread, sumOf } from '#web/payments/allocation-fields.tsx'
import { openInvoicesQuery } from '#web/payments/payment-queries.ts'
import { Button } from '#web/ui/button.tsx'
import type { Option } from '#web/ui/combobox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { FormError } from '#web/ui/form.tsx'
import { MoneyField } from '#web/ui/money-field.tsx'
import { Skeleton } from '#web/ui/state.tsx'

/** Says by hand what money is for: over several invoices, a part, with a charge taken off, the rest as credit. */
export function SplitDialog(props: { row: BankTransaction; matching: Matching; onClose: () => void }) {
  const { row, matching, onClose } = props
  const best = row.suggestions[0]
  const [customer, setCustomer] = useState<Option | null>(
    best ? { value: best.customer_id, label: best.customer_name } : null,
  )
  const [fee, setFee] = useState<number | null>(best?.fee_cents || null)
  const [typed, setTyped] = useState<Parts>()
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const open = useQuery({ ...openInvoicesQuery(customer?.value ?? ''), enabled: customer !== null })
  const invoices = open.data?.data ?? []
  const amount = row.amount_cents + (fee || 0)
  const parts = typed ?? spread(amount, invoices)
  const left = amount - sumOf(parts)

  async function save(event: FormEvent) {
    event.preventDefault()
    if (!customer) return setProblem('Choose who paid.')
    if (Number.isNaN(fee)) return setProblem('Type the charge as an amount, such as 15.00.')
    if (!(left >= 0)) return setProblem(`The parts are ${formatMoney(-left)} more than there is. Take something off.`)
    setBusy(true)
    setProblem(undefined)
    try {
      const input = { customer_id: customer.value, allocations: allocationsOf(parts), fee_cents: fee ?? 0 }
      await matching.allocate(row, input, customer.label)
      onClose()
    } catch (error) {
      setProblem(messageOf(error))
      setBusy(false)
    }
    return undefined
  }

  return (
    <Dialog wide title={`Match ${formatMoney(row.amount_cents)}`} description={sourceOf(row)} onClose={onClose}>
      <form noValidate className="grid gap-4" onSubmit={(event) => void save(event)}>
        <FormError>{problem}</FormError>
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_11rem]">
          <CustomerPicker
            label="Who paid"
            value={customer}
            onChange={(option) => {
              setCustomer(option)
              setTyped(undefined)
              setProblem(undefined)
            }}
          />
          <MoneyField label="Bank charge" optional value={fee} onChange={setFee} />
        </div>
        {customer && open.isPending && <Skeleton className="h-24 w-full" />}
        {customer && open.data && invoices.length > 0 && (
          <AllocationFields invoices={invoices} parts={parts} onChange={setTyped} />
        )}
        {(!customer || (open.data && invoices.length === 0)) && (
          <p className="rounded-lg border border-dashed border-line-strong px-4 py-6 text-center text-sm text-ink-2">
            {customer
              ? `${customer.label} owes nothing: all of it becomes credit.`
              : 'Choose a customer to see what is open.'}
          </p>
        )}
        {customer && (
          <p aria-live="polite" className={`text-sm tabular-nums ${left < 0 ? 'font-medium text-bad' : 'text-ink-2'}`}>
            {fee ? `${formatMoney(amount)} with the charge. ` : ''}
            {left < 0
              ? `${formatMoney(-left)} more than there is`
              : left > 0
                ? `${formatMoney(left)} is left over and becomes credit of the customer`
                : 'All of it settles invoices'}
          </p>
        )}
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isBusy} busyLabel="Matching…">
            Match
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
