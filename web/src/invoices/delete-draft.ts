import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Draft } from '#modules/invoices/schemas.ts'
import { isStatus } from '#web/api/problem.ts'
import { deleteDraft } from '#web/invoices/api.ts'
import { draftQuery } from '#web/invoices/queries.ts'
import { toastError, toastUndo } from '#web/ui/toast.ts'

/** Drafts that the lists hide already, each with what deletes it: Undo only has to show them again. */
let leaving: ReadonlyMap<string, () => void> = new Map()
const listeners = new Set<() => void>()

addEventListener('pagehide', () => leaving.forEach((deleteNow) => deleteNow()))

export function useLeavingDrafts() {
  return useSyncExternalStore(subscribe, () => leaving)
}

/** Hides at once and deletes when the chance to undo has passed, so that a draft that comes back is the same one. */
export function useDeleteDraft() {
  const queryClient = useQueryClient()

  async function deleteNow(id: string) {
    try {
      await deleteDraft(id)
      queryClient.removeQueries({ queryKey: draftQuery(id).queryKey })
    } catch (error) {
      if (!isStatus(error, 404)) toastError('The draft could not be deleted', error)
    }
    await queryClient.invalidateQueries({ queryKey: ['drafts', 'list'] })
    keepDraft(id)
  }

  return function remove({
    id,
    customer_name,
    issues_on_date,
  }: Pick<Draft, 'id' | 'customer_name' | 'issues_on_date'>) {
    setLeaving(new Map(leaving).set(id, () => void deleteNow(id)))
    toastUndo(
      issues_on_date
        ? `Draft for ${customer_name} deleted: what it bills is not billed at all`
        : `Draft for ${customer_name} deleted`,
      () => keepDraft(id),
      () => leaving.get(id)?.(),
    )
  }
}

/** Calls a deletion off; also for who opens the draft again before it is gone. */
export function keepDraft(id: string) {
  if (leaving.has(id)) setLeaving(new Map([...leaving].filter(([other]) => other !== id)))
}

function setLeaving(next: typeof leaving) {
  leaving = next
  listeners.forEach((listener) => listener())
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
