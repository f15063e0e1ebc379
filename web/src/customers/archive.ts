import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Customer } from '#modules/customers/schemas.ts'
import { archiveCustomer, restoreCustomer } from '#web/customers/api.ts'
import { customerQuery } from '#web/customers/queries.ts'
import { toast, toastError, toastUndo } from '#web/ui/toast.ts'

/** Puts a customer away or brings it back; either can be undone, so nothing is asked first. */
export function useArchive({ id, name }: Customer) {
  const queryClient = useQueryClient()
  const [isBusy, setBusy] = useState(false)

  async function run(change: (id: string) => Promise<Customer>, done: () => void) {
    setBusy(true)
    try {
      queryClient.setQueryData(customerQuery(id).queryKey, await change(id))
      void queryClient.invalidateQueries({ queryKey: ['customers'] })
      done()
    } catch (error) {
      toastError(`${name} was not changed`, error)
    }
    setBusy(false)
  }

  const restore = () => run(restoreCustomer, () => toast({ title: `${name} is active again` }))
  const archive = () => run(archiveCustomer, () => toastUndo(`${name} archived`, () => void restore()))
  return { archive, restore, isBusy }
}
