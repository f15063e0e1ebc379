import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { AccountingSettings, AccountingSystem, QuickbooksCodes, XeroCodes } from '#modules/accounting/schemas.ts'
import { changeSettings, settingsQuery } from '#web/accounting/queries.ts'
import { messageOf } from '#web/api/problem.ts'
import { useCan } from '#web/app/session.ts'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, LeaveGuard } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'

type Codes = XeroCodes | QuickbooksCodes

const xeroLabels = { revenue_account: 'Code of the sales account', bad_debts_account: 'Code of the bad debts account' }
const quickbooksLabels = {
  product_name: 'Product or service',
  receivable_account: 'Accounts receivable',
  bank_account: 'Bank',
  cash_account: 'Cash',
  stripe_account: 'Stripe balance',
  fees_account: 'Payment fees',
  bad_debts_account: 'Bad debts',
}

/** What accounts and GST codes are called there; remembered for every file to come. */
export function CodesForm({ system, settings }: { system: AccountingSystem; settings: AccountingSettings }) {
  const queryClient = useQueryClient()
  const canEdit = useCan('accounting.write')
  const kept: Codes = settings[system]
  const [codes, setCodes] = useState<Codes>(kept)
  const [error, setError] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  const isDirty = JSON.stringify(codes) !== JSON.stringify(kept)
  const labels: Record<string, string> = system === 'xero' ? xeroLabels : quickbooksLabels
  const { tax_names: taxNames, ...accounts } = codes

  async function save(event: FormEvent) {
    event.preventDefault()
    setSaving(true)
    setError(undefined)
    try {
      const saved = await changeSettings({ [system]: codes })
      queryClient.setQueryData(settingsQuery.queryKey, saved)
      toast({ title: 'Names saved' })
    } catch (refusal) {
      setError(messageOf(refusal))
    }
    setSaving(false)
  }

  return (
    <form onSubmit={(event) => void save(event)} className="grid gap-5 rounded-lg border border-line bg-surface p-4">
      <LeaveGuard when={isDirty && !isSaving} />
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {Object.entries<string>(accounts).map(([field, value]) => (
          <TextField
            key={field}
            label={labels[field]}
            value={value}
            required
            maxLength={system === 'xero' ? 10 : 100}
            readOnly={!canEdit}
            onChange={(event) => setCodes({ ...codes, [field]: event.target.value })}
          />
        ))}
      </div>
      <fieldset className="grid gap-3">
        <legend className="pb-1 text-sm font-semibold">GST codes</legend>
        <p className="text-xs text-ink-2">{'Exactly as they are called there. {rate} becomes the rate, such as 9.'}</p>
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {Object.entries<string>(taxNames).map(([code, name]) => (
            <TextField
              key={code}
              label={code}
              value={name}
              required
              maxLength={100}
              readOnly={!canEdit}
              onChange={(event) => setCodes({ ...codes, tax_names: { ...taxNames, [code]: event.target.value } })}
            />
          ))}
        </div>
      </fieldset>
      <FormError>{error}</FormError>
      {canEdit && (
        <div className="flex gap-2">
          <Button type="submit" variant="primary" busy={isSaving} busyLabel="Saving…">
            Save names
          </Button>
          {isDirty && (
            <Button variant="ghost" onClick={() => setCodes(kept)}>
              Discard
            </Button>
          )}
        </div>
      )}
    </form>
  )
}
