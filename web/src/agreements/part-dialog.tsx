import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Agreement, NewPart } from '#modules/agreements/schemas.ts'
import { agreementQuery, billPart, previewPart } from '#web/agreements/queries.ts'
import { kindNames } from '#web/agreements/words.tsx'
import { newIdempotencyKey } from '#web/api/client.ts'
import { formatMoney } from '#web/api/format.ts'
import { messageOf } from '#web/api/problem.ts'
import { readRate } from '#web/interest/read-rate.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { ChoiceCards } from '#web/ui/choice-cards.tsx'
import { Select } from '#web/ui/choice.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { MoneyField } from '#web/ui/money-field.tsx'
import { toast } from '#web/ui/toast.ts'

type Kind = NewPart['kind']
type Way = 'percent' | 'amount'

/** The next part: what kind, how much of the whole, and what it comes to before it is issued. */
export function PartDialog({ agreement, onClose }: { agreement: Agreement; onClose: () => void }) {
  const queryClient = useQueryClient()
  const [key] = useState(newIdempotencyKey)
  const [kind, setKind] = useState<Kind>(agreement.parts.length === 0 ? 'deposit' : 'progress')
  const [way, setWay] = useState<Way>('percent')
  const [percent, setPercent] = useState(agreement.parts.length === 0 ? '30' : '')
  const [amount, setAmount] = useState<number | null>(null)
  const [label, setLabel] = useState('')
  const [paidOn, setPaidOn] = useState('')
  const [problem, setProblem] = useState<string>()
  const part = partOf({ kind, way, percent, amount, label, paidOn })
  const preview = useQuery({
    queryKey: ['agreements', 'preview', agreement.id, part],
    queryFn: ({ signal }) => previewPart(agreement.id, part!, signal),
    enabled: part !== undefined,
    retry: false,
  })

  async function bill() {
    if (!part) return setProblem('Say how much.')
    const invoice = await billPart(agreement.id, part, key)
    await queryClient.invalidateQueries({ queryKey: agreementQuery(agreement.id).queryKey })
    void queryClient.invalidateQueries({ queryKey: ['agreements', 'list'] })
    await refreshMoney(queryClient)
    toast({ title: `${invoice.number} issued, ${formatMoney(invoice.total_amount_cents)}` })
    return onClose()
  }

  return (
    <ConfirmDialog
      title={`Bill a part of ${agreement.title}`}
      confirmLabel="Issue invoice"
      busyLabel="Issuing…"
      tone="primary"
      onConfirm={bill}
      onClose={onClose}
    >
      <div className="grid gap-4 text-ink">
        <ChoiceCards
          legend="What"
          value={kind}
          onChange={setKind}
          options={[
            { value: 'deposit', label: kindNames.deposit, hint: 'Before work begins; deducted from the rest' },
            { value: 'progress', label: kindNames.progress, hint: 'A share of the whole, or a milestone' },
            {
              value: 'final',
              label: kindNames.final,
              hint: 'All that remains',
              figure: formatMoney(agreement.remaining_cents),
            },
          ]}
        />
        {kind !== 'final' && (
          <div className="grid grid-cols-2 gap-3">
            <Select
              label="By"
              value={way}
              onChange={(event) => setWay(event.target.value === 'amount' ? 'amount' : 'percent')}
            >
              <option value="percent">Share of it all</option>
              <option value="amount">Amount</option>
            </Select>
            {way === 'percent' ? (
              <TextField
                label="Per cent"
                inputMode="decimal"
                value={percent}
                error={problem}
                onChange={(event) => setPercent(event.target.value)}
              />
            ) : (
              <MoneyField label="Amount" hint="Before GST" value={amount} error={problem} onChange={setAmount} />
            )}
          </div>
        )}
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            label="Milestone"
            optional
            maxLength={100}
            autoComplete="off"
            value={label}
            onChange={(event) => setLabel(event.target.value)}
          />
          <TextField
            label="Already paid on"
            optional
            type="date"
            hint="Then that day is the tax point"
            value={paidOn}
            onChange={(event) => setPaidOn(event.target.value)}
          />
        </div>
        <div role="status" className="min-h-16 rounded-md bg-sunken px-3 py-2 text-sm">
          {preview.error && <p className="font-medium text-bad">{messageOf(preview.error)}</p>}
          {!preview.error && !preview.data && <p className="text-ink-2">What it comes to stands here.</p>}
          {!preview.error && preview.data && (
            <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 tabular-nums">
              <Sum term="Before GST" cents={preview.data.subtotal_cents} />
              <Sum term="GST" cents={preview.data.gst_amount_cents} />
              <Sum term="Invoice" cents={preview.data.total_amount_cents} isStrong />
              <Sum term="Remains after it, before GST" cents={preview.data.remaining_cents} />
            </dl>
          )}
        </div>
      </div>
    </ConfirmDialog>
  )
}

type Fields = { kind: Kind; way: Way; percent: string; amount: number | null; label: string; paidOn: string }

/** Undefined while it does not say how much. */
function partOf({ kind, way, percent, amount, label, paidOn }: Fields): NewPart | undefined {
  const more = { ...(label.trim() && { label: label.trim() }), ...(paidOn && { paid_on_date: paidOn }) }
  if (kind === 'final') return { kind, ...more }
  if (way === 'amount') return amount ? { kind, amount_cents: amount, ...more } : undefined
  const percent_bp = readRate(percent)
  return percent_bp === null ? undefined : { kind, percent_bp, ...more }
}

function Sum({ term, cents, isStrong = false }: { term: string; cents: number; isStrong?: boolean }) {
  return (
    <>
      <dt className={isStrong ? 'font-medium' : 'text-ink-2'}>{term}</dt>
      <dd className={isStrong ? 'text-right font-medium' : 'text-right'}>{formatMoney(cents)}</dd>
    </>
  )
}
