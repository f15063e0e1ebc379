import { useQueryClient } from '@tanstack/react-query'
import { dismissDuplicate, reopenDuplicate } from '#web/leads/duplicate-queries.ts'
import { toastError, toastUndo } from '#web/ui/toast.ts'

/** After a decision about leads their lists are read again. */
export function useRefreshLeads() {
  const queryClient = useQueryClient()
  return () =>
    Promise.all(['leads', 'lead-duplicates'].map((noun) => queryClient.invalidateQueries({ queryKey: [noun] })))
}

/** “Not a duplicate”, at once and with a way back. Answers whether it was taken. */
export function useDismiss() {
  const refresh = useRefreshLeads()
  return async (id: string): Promise<boolean> => {
    try {
      await dismissDuplicate(id)
    } catch (error) {
      toastError('The pair was not set aside', error)
      return false
    }
    void refresh()
    toastUndo('Set aside as two people', () => {
      reopenDuplicate(id).then(refresh, (error: unknown) => toastError('The pair was not reopened', error))
    })
    return true
  }
}
