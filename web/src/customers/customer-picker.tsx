import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { customerMatchesQuery } from '#web/customers/queries.ts'
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
  const queryClient = useQueryClient()

  async function search(text: string): Promise<Option[]> {
    const { data } = await queryClient.fetchQuery(customerMatchesQuery(text))
    return data.map(({ id, name, uen }) => ({ value: id, label: name, ...(uen && { hint: uen }) }))
  }

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
