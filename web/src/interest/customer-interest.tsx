import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Customer } from '#modules/customers/schemas.ts'
import type { InterestTerms } from '#modules/interest/schemas.ts'
import { formatMoney, formatRate } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { changeInterestTerms, interestSettingsQuery, interestTermsQuery } from '#web/interest/queries.ts'
import { readRate } from '#web/interest/read-rate.ts'
import { Button } from '#web/ui/button.tsx'
import { Checkbox } from '#web/ui/choice.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { MoneyField } from '#web/ui/money-field.tsx'
import { toast } from '#web/ui/toast.ts'

/** What paying late costs this customer, where interest is on at all. */
export default function CustomerInterestSection({ customer }: { customer: Customer }) {
  const canEdit = useCan('interest.write')
  const [isEditing, setEditing] = useState(false)
  const { data: settings } = useQuery(interestSettingsQuery)
  const { data: terms } = useQuery({
    ...interestTermsQuery(customer.id),
    enabled: settings?.is_enabled === true,
  })
  if (!settings?.is_enabled || !terms) return null
  const rate = formatRate(terms.rate_bp ?? settings.rate_bp)
  const days = terms.grace_days ?? settings.grace_days
  const least = terms.minimum_cents ?? settings.minimum_cents
  const hasOwn = terms.rate_bp !== null || terms.grace_days !== null || terms.minimum_cents !== null
  return (
    <section aria-labelledby="interest-terms" className="min-w-0">
      <div className="flex min-h-9 items-center gap-2 pb-1">
        <h2 id="interest-terms" className="flex-1 text-base font-semibold">
          Late-payment interest
        </h2>
        {canEdit && (
          <Button size="sm" onClick={() => setEditing(true)}>
            Change terms
          </Button>
        )}
      </div>
      <p className="rounded-lg border border-line bg-surface px-4 py-3 text-sm shadow-card">
        {terms.is_exempt
          ? 'Never charged to this customer.'
          : `${rate} a year after ${days} ${days === 1 ? 'day' : 'days'} of grace, from ${formatMoney(least)}. ${hasOwn ? 'Agreed with this customer.' : 'As for everybody.'}`}
      </p>
      {isEditing && <TermsDialog customer={customer} terms={terms} onClose={() => setEditing(false)} />}
    </section>
  )
}

type Props = { customer: Customer; terms: InterestTerms; onClose: () => void }

function TermsDialog({ customer, terms, onClose }: Props) {
  const queryClient = useQueryClient()
  const [isExempt, setExempt] = useState(terms.is_exempt)
  const [rate, setRate] = useState(terms.rate_bp === null ? '' : String(terms.rate_bp / 100))
  const [grace, setGrace] = useState(terms.grace_days === null ? '' : String(terms.grace_days))
  const [minimum, setMinimum] = useState(terms.minimum_cents)
  const [problem, setProblem] = useState<string>()

  async function save() {
    const rate_bp = rate.trim() === '' ? null : readRate(rate)
    if (rate.trim() !== '' && rate_bp === null) return setProblem('Type a rate between 0.01 and 100, such as 8.')
    const grace_days = grace.trim() === '' ? null : Number(grace)
    // Its own field says so.
    if (Number.isNaN(minimum)) return undefined
    const saved = await changeInterestTerms(customer.id, {
      is_exempt: isExempt,
      rate_bp,
      grace_days,
      minimum_cents: minimum,
    })
    queryClient.setQueryData(interestTermsQuery(customer.id).queryKey, saved)
    void queryClient.invalidateQueries({ queryKey: ['interest'] })
    toast({ title: 'Terms of interest saved' })
    return onClose()
  }

  return (
    <ConfirmDialog
      title={`Interest for ${customer.name}`}
      confirmLabel="Save terms"
      busyLabel="Saving…"
      tone="primary"
      onConfirm={save}
      onClose={onClose}
    >
      <p>What stays empty is as for everybody.</p>
      <div className="grid gap-3 pt-3 text-ink">
        <Checkbox
          label="Never charge this customer"
          checked={isExempt}
          onChange={(event) => setExempt(event.target.checked)}
        />
        {!isExempt && (
          <div className="grid gap-3 sm:grid-cols-3">
            <TextField
              label="Rate, in per cent"
              inputMode="decimal"
              value={rate}
              error={problem}
              onChange={(event) => setRate(event.target.value)}
            />
            <TextField
              label="Days of grace"
              type="number"
              min={0}
              max={365}
              value={grace}
              onChange={(event) => setGrace(event.target.value)}
            />
            <MoneyField label="At least" value={minimum} onChange={setMinimum} />
          </div>
        )}
      </div>
    </ConfirmDialog>
  )
}
