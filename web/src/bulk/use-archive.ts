import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Choice, requestArchive } from '#web/bulk/queries.ts'
import { toastError } from '#web/ui/toast.ts'

/** Asks for one file of what is chosen and leads to where it is made. */
export function useArchive(onStarted: () => void) {
  const navigate = useNavigate()
  const [isBusy, setIsBusy] = useState(false)
  async function ask(choice: Choice) {
    setIsBusy(true)
    try {
      // The list shows invoices: credit notes of the same days are not meant.
      const body = 'ids' in choice ? choice : { filter: { ...choice.filter, kinds: ['invoice', 'debit_note'] } }
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the address held it, and the server checks it
      const { id } = await requestArchive(body as Parameters<typeof requestArchive>[0])
      onStarted()
      await navigate({ from: '/app/$slug', to: '/app/$slug/invoices/batches/$', params: { _splat: `file/${id}` } })
    } catch (error) {
      toastError('The file could not be asked for', error)
    } finally {
      setIsBusy(false)
    }
  }
  return { ask, isBusy }
}
