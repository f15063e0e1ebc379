import type { ReactNode } from 'react'
import type { CustomerPage } from '#modules/customers/schemas.ts'
import { get } from '#web/api/client.ts'
import { Combobox, type Option } from '#web/ui/combobox.tsx'

type Props = {
  label: string
  hint?: ReactNode
  error?: string | undefined
  value: Option | null
  onChange: (customer: Option | null) => void
  onCreate?: (name: string) => void
  autoFocus?: boolean
}

/** Chooses a customer by a part of its name, e-mail or UEN. */
export function CustomerPicker(props: Props) {
  return (
    <Combobox
      {...props}
      placeholder="Name, e-mail or UEN"
      searchKey={['customers', 'search']}
      search={search}
      createLabel={(text) => `Add “${text}” as a new customer`}
    />
  )
}

async function search(q: string, signal: AbortSignal): Promise<Option[]> {
  const query = { q, archived: 'no', sort: 'name', limit: 8 }
  const { data } = await get<CustomerPage>('/customers', { query, signal })
  return data.map(({ id, name, uen }) => ({ value: id, label: name, ...(uen && { hint: uen }) }))
}
