import { useState } from 'react'
import type { LeadPage } from '#modules/leads/schemas.ts'
import { get } from '#web/api/client.ts'
import { CustomerPicker } from '#web/customers/customer-picker.tsx'
import { ChoiceCards } from '#web/ui/choice-cards.tsx'
import { Combobox, type Option } from '#web/ui/combobox.tsx'

/** Whom it is for, while that is still open. */
export type Recipient = { kind: 'lead' | 'customer'; option: Option | null }

type Props = { recipient: Recipient; error: string | undefined; onChange: (recipient: Recipient) => void }

export function RecipientFields({ recipient, error, onChange }: Props) {
  const [kind, setKind] = useState(recipient.kind)
  const choose = (option: Option | null) => onChange({ kind, option })
  const labelled = { error, value: recipient.option, onChange: choose }
  return (
    <div data-recipient className="grid gap-4 md:col-span-2">
      <ChoiceCards
        legend="For"
        value={kind}
        onChange={(next) => {
          setKind(next)
          onChange({ kind: next, option: null })
        }}
        options={[
          { value: 'lead', label: 'A lead', hint: 'Not a customer yet' },
          { value: 'customer', label: 'A customer', hint: 'Bought before' },
        ]}
      />
      {kind === 'customer' ? (
        <CustomerPicker key="customer" label="Customer" {...labelled} />
      ) : (
        <Combobox
          key="lead"
          label="Lead"
          placeholder="Name, company or e-mail"
          searchKey={['leads', 'search']}
          search={searchLeads}
          {...labelled}
        />
      )}
    </div>
  )
}

async function searchLeads(q: string, signal: AbortSignal): Promise<Option[]> {
  const { data } = await get<LeadPage>('/leads', { query: { q, status: 'open', limit: 8 }, signal })
  return data.map(({ id, name, company }) => ({ value: id, label: company ?? name, ...(company && { hint: name }) }))
}
