import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useDeferredValue, useRef, useState } from 'react'
import type { CreditNotePreview, NewCreditNote } from '#modules/credit-notes/schemas.ts'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { newIdempotencyKey } from '#web/api/client.ts'
import { formatMoney, formatRate } from '#web/api/format.ts'
import { ApiError, messageOf } from '#web/api/problem.ts'
import { CreditLines, type TypedLines, toLines, unreadableLine } from '#web/credit-notes/credit-lines.tsx'
import { creditPreviewQuery, issueCreditNote } from '#web/credit-notes/queries.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { Button } from '#web/ui/button.tsx'
import { ChoiceCards } from '#web/ui/choice-cards.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form.tsx'
import { MoneyField } from '#web/ui/money-field.tsx'
import { toast } from '#web/ui/toast.ts'

type Way = 'all' | 'lines' | 'amount'
const ways: { value: Way; label: string; hint: string }[] = [
  { value: 'all', label: 'All of it', hint: 'What is left of every line' },
  { value: 'lines', label: 'Some lines', hint: 'By quantity or amount' },
  { value: 'amount', label: 'An amount', hint: 'With GST, over all lines' },
]

/** Takes back an invoice or a part of it; the sums are the server's, as they will be printed. */
export function CreditDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const key = useRef(newIdempotencyKey())
  const [way, setWay] = useState<Way>('all')
  const [reason, setReason] = useState('')
  const [amount, setAmount] = useState<number | null>(null)
  const [lines, setLines] = useState<TypedLines>({})
  const [problem, setProblem] = useState<string>()
  const [noReason, setNoReason] = useState(false)
  const [isBusy, setBusy] = useState(false)

  const unreadable = way === 'lines' ? unreadableLine(lines) : undefined
  const byWay: Record<Way, () => Omit<NewCreditNote, 'invoice_id' | 'reason'> | undefined> = {
    all: () => ({}),
    amount: () => (amount ? { amount_cents: amount } : undefined),
    lines: () => (unreadable ? undefined : toLines(lines)),
  }
  const what = byWay[way]()
  const asked = useDeferredValue(what && { invoice_id: invoice.id, reason: 'Preview', ...what })
  const preview = useQuery({
    ...creditPreviewQuery(asked ?? { invoice_id: invoice.id, reason: 'Preview' }),
    enabled: asked !== undefined,
  })

  async function issue(event: FormEvent) {
    event.preventDefault()
    if (reason.trim() === '') return setNoReason(true)
    if (unreadable) return setProblem(`Line ${unreadable} cannot be read: type a quantity such as 1.5, or an amount.`)
    if (!what) return setProblem('Say how much is credited.')
    setBusy(true)
    try {
      const note = await issueCreditNote({ invoice_id: invoice.id, reason: reason.trim(), ...what }, key.current)
      toast({ title: `${note.number} issued` })
      void refreshMoney(queryClient)
      await navigate({ from: '/app/$slug', to: '/app/$slug/credit-notes/$id', params: { id: note.id } })
    } catch (error) {
      // A refusal is an answer: the next attempt is another one. Without an answer it must be the same.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) key.current = newIdempotencyKey()
      setProblem(wordsOf(error))
      setBusy(false)
    }
    return undefined
  }

  return (
    <Dialog
      title={`Credit ${invoice.number}`}
      description={`${invoice.buyer.name} · ${formatMoney(invoice.total_amount_cents - invoice.amount_credited_cents)} can be credited`}
      onClose={onClose}
      wide
    >
      <form noValidate className="grid gap-4" onSubmit={(event) => void issue(event)}>
        <FormError>{problem}</FormError>
        <ChoiceCards legend="How much" value={way} onChange={setWay} options={ways} />
        {way === 'amount' && (
          <MoneyField
            label="Amount, incl. GST"
            value={amount}
            onChange={setAmount}
            hint="Printed as it falls on the lines"
          />
        )}
        {way === 'lines' && <CreditLines invoice={invoice} typed={lines} onChange={setLines} />}
        <TextField
          label="Reason"
          hint="Printed on the credit note"
          maxLength={500}
          autoComplete="off"
          value={reason}
          error={noReason ? 'Say why; it is printed on the credit note.' : undefined}
          onChange={(event) => {
            setReason(event.target.value)
            setNoReason(false)
          }}
        />
        {asked && preview.error && (
          <p role="alert" className="text-sm font-medium text-bad">
            {wordsOf(preview.error)}
          </p>
        )}
        {asked && preview.data && !preview.error && <Sums preview={preview.data} isStale={preview.isPlaceholderData} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isBusy} busyLabel="Issuing…">
            Issue credit note
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** What is wrong with which line is in the problem's errors. */
function wordsOf(error: unknown): string {
  const details = error instanceof ApiError ? error.problem.errors?.map(({ detail }) => detail) : undefined
  return details?.length ? details.join(' ') : messageOf(error)
}

function Sums({ preview, isStale }: { preview: CreditNotePreview; isStale: boolean }) {
  const { amount_released_cents: released, total_amount_cents: total } = preview
  return (
    <div
      className={`rounded-lg bg-sunken px-4 py-3 text-sm transition-opacity ${isStale ? 'opacity-60' : ''}`}
      aria-live="polite"
    >
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 tabular-nums">
        <dt className="text-ink-2">Subtotal</dt>
        <dd className="text-right">{formatMoney(preview.subtotal_cents)}</dd>
        {preview.gst_breakdown
          .filter(({ gst_code }) => gst_code !== 'NG')
          .map(({ gst_code, gst_rate_bp, gst_cents }) => (
            <div key={gst_code + gst_rate_bp} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-ink-2">
                GST {formatRate(gst_rate_bp)} ({gst_code})
              </dt>
              <dd className="text-right">{formatMoney(gst_cents)}</dd>
            </div>
          ))}
        <dt className="font-medium">Credited</dt>
        <dd className="text-right font-medium">{formatMoney(total)}</dd>
      </dl>
      <p className="pt-2 text-ink-2">
        {total > released && `${formatMoney(total - released)} comes off what is due. `}
        {released > 0 && `${formatMoney(released)} was paid already and becomes credit, to be refunded or used.`}
      </p>
    </div>
  )
}
